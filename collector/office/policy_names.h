// What policies call their classes, purposes and rules: the words of every page that says such an id to a person.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "store/store.h"

namespace tirai::collector {

/// {"classes","purposes","rules"}, each of id → {"id","en"}: a class's or purpose's text, a rule's reason. Of the newest hundred policies that were
/// served; of two that name the same thing the newer one's word counts.
[[nodiscard]] Result<nlohmann::json> policy_names(Store& store);
/// Of `names` those that `report` speaks of: its "classes", "purposes" and "consents", as reports.h makes them.
[[nodiscard]] nlohmann::json names_said(const nlohmann::json& names, const nlohmann::json& report);
/// `kind`: classes, purposes or rules. An id that no policy names is itself.
[[nodiscard]] std::string name_of(const nlohmann::json& names, const char* kind, const std::string& id, std::string_view lang);
/// The same, and behind it the id: "NIK (identity.nik)".
[[nodiscard]] std::string name_and_id(const nlohmann::json& names, const char* kind, const std::string& id, std::string_view lang);

}  // namespace tirai::collector
