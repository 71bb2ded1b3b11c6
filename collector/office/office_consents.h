// Consent records, as the dashboard lists them and hands them over.
#pragma once

#include <nlohmann/json.hpp>

#include "office/filter.h"
#include "office/office.h"

namespace tirai::collector {

/// {"consents":[…],"next"}, the newest first: of any pseudonym of a customer, of a purpose. `next`: what to give as Filter::before for the rest; 0: there is none.
[[nodiscard]] Result<nlohmann::json> consent_page(Store& store, const Filter& filter);
/// A hundred thousand, and all of the last one's moment: "csv" (RFC 4180), or "json": records in the shape of ISO/IEC TS 27560 (collector/consent.schema.json).
[[nodiscard]] Result<Exported> export_consents(Store& store, const Filter& filter, std::string_view format);

}  // namespace tirai::collector
