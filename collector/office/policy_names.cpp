#include "office/policy_names.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr const char* kKinds[] = {"classes", "purposes", "rules"};

// Both languages, or none: half a name would leave a page in two.
void keep(json& names, const std::string& id, const json& text) {
  if (names.contains(id) || !text.is_object()) return;
  const json both = {{"id", text.value("id", json())}, {"en", text.value("en", json())}};
  if (both["id"].is_string() && both["en"].is_string()) names[id] = both;
}

const json& member(const json& of, const char* key) {
  static const json kNone;
  const auto found = of.is_object() ? of.find(key) : of.end();
  return of.is_object() && found != of.end() ? *found : kNone;
}

// Whoever serves a policy checks it; here it is only read for its words, and what is none is left out.
void add_names_of(json& names, const json& policy) {
  for (const char* kind : {"classes", "purposes"}) {
    if (!member(policy, kind).is_object()) continue;
    for (const auto& [id, one] : policy[kind].items()) keep(names[kind], id, member(one, "text"));
  }
  for (const json& rule : member(policy, "rules")) {
    if (member(rule, "id").is_string()) keep(names["rules"], rule["id"].get<std::string>(), member(rule, "reason"));
  }
}
}  // namespace

Result<json> policy_names(Store& store) {
  const auto rows = store.read({"SELECT text FROM policies ORDER BY since DESC, digest LIMIT 100"});
  if (!rows) return rows.error();
  json names = json::object();
  for (const char* kind : kKinds) names[kind] = json::object();
  for (std::size_t i = 0; i < rows.value().size(); ++i) add_names_of(names, json::parse(rows.value().text(i, 0), nullptr, false, true));
  return names;
}

json names_said(const json& names, const json& report) {
  json said = json::object();
  for (const char* kind : kKinds) said[kind] = json::object();
  const auto say = [&](const char* kind, const json& one, const char* key) {
    const json& id = member(one, key);
    if (id.is_string() && names[kind].contains(id.get<std::string>())) said[kind][id.get<std::string>()] = names[kind][id.get<std::string>()];
  };
  for (const char* list : {"classes", "consents", "emergencies", "questions"}) {
    for (const json& one : member(report, list)) {
      say("classes", one, "class");
      say("purposes", one, "purpose");
    }
  }
  return said;
}

std::string name_of(const json& names, const char* kind, const std::string& id, std::string_view lang) {
  const json& text = member(member(names, kind), id.c_str());
  return text.is_object() ? text.value(std::string(lang), id) : id;
}

std::string name_and_id(const json& names, const char* kind, const std::string& id, std::string_view lang) {
  std::string name = name_of(names, kind, id, lang);
  return name == id ? id : name + " (" + id + ")";
}

}  // namespace tirai::collector
