#include "people/consent_policy.h"

#include <nlohmann/json.hpp>

#include "base/json_in.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::size_t kMostBytes = 256;

std::string term_in(const json& policy, const char* pointer) {
  std::string text = text_in(policy, pointer);
  return text.size() <= kMostBytes ? text : std::string();
}

std::string classes_for(const json& policy, const std::string& purpose) {
  std::string ids;
  const json classes = policy.is_object() ? policy.value("classes", json::object()) : json::object();
  for (const auto& [id, one] : classes.items()) {
    if (!one.is_object() || !one.contains("collected_for") || !one["collected_for"].is_array()) continue;
    for (const json& of : one["collected_for"]) {
      if (of == purpose) ids.append(ids.empty() ? "" : " ").append(id);
    }
  }
  return ids;
}
}  // namespace

Result<Done> complete_terms(Store& store, std::vector<Consent>& consents) {
  const auto rows = store.read({"SELECT text FROM policies ORDER BY since DESC, digest LIMIT 1"});
  if (!rows) return rows.error();
  if (rows.value().empty()) return Done{};
  const json policy = json::parse(rows.value().text(0, 0), nullptr, false, true);
  for (Consent& one : consents) {
    if (one.terms.controller.empty()) one.terms.controller = term_in(policy, "/controller/name");
    if (one.terms.withdrawal_method.empty()) one.terms.withdrawal_method = term_in(policy, "/dpo/contact");
    if (one.terms.pii_categories.empty()) one.terms.pii_categories = classes_for(policy, one.purpose);
  }
  return Done{};
}

}  // namespace tirai::collector
