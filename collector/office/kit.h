// The periodic audit kit: what a company shows of a quarter, from everything the collector keeps. One page in each language, and the same as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "office/filter.h"
#include "store/store.h"

namespace tirai::collector {

struct KitPeriod {
  std::string name;  ///< "2026-Q3", or the two days
  std::int64_t from = 0, to = 0;
};
/// "2026-Q3": the quarter in Jakarta's time.
[[nodiscard]] Result<KitPeriod> read_quarter(std::string_view text);

struct KitOptions {
  KitPeriod period;
  std::int64_t training_valid_ms = std::int64_t{365} * 86'400'000;  ///< as serve has it
};
/// {"report":"kit","period","from","to","made","log","policies","changes","coverage","kinds","findings","emergencies","questions","requests","rights","restrictions","training","names"}
[[nodiscard]] Result<nlohmann::json> audit_kit(Store& store, const KitOptions& options, std::int64_t now_ms);
/// `lang`: id or en.
[[nodiscard]] std::string audit_kit_html(const nlohmann::json& kit, std::string_view lang);

}  // namespace tirai::collector
