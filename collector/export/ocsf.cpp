#include "export/ocsf.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace tirai::collector {
namespace {
using nlohmann::json;

struct Class {
  int uid;
  const char *name, *category;
};
constexpr Class kClasses[] = {{2006, "Data Security Finding", "Findings"}, {3002, "Authentication", "Identity & Access Management"}, {3004, "Entity Management", "Identity & Access Management"},
                              {6001, "Web Resources Activity", "Application Activity"}, {6002, "Application Lifecycle", "Application Activity"}};
}  // namespace

std::string ocsf_of(std::string_view line) {
  json event = json::parse(line, nullptr, false);
  if (!event.is_object()) return "{}";
  json unmapped = {{"tirai", event.value("tirai", json::object())}};
  event.erase("tirai");
  // `policy` is the security_control profile's; an event without it says under which policy it was made all the same.
  const json profiles = event.value(json::json_pointer("/metadata/profiles"), json::array());
  if (event.contains("policy") && std::ranges::find(profiles, json("security_control")) == profiles.end()) {
    unmapped["policy"] = event["policy"];
    event.erase("policy");
  }
  // OCSF wants a name or a uid of whatever is named. A resource of ours is a class of data and has no other; an account that does not exist has none.
  if (event.contains("web_resources")) {
    for (json& resource : event["web_resources"]) resource["name"] = resource.value("type", "");
  }
  if (event.contains("user") && !event["user"].contains("uid")) event["user"]["name"] = "unknown";
  for (const Class& one : kClasses) {
    if (event.value("class_uid", 0) != one.uid) continue;
    event["class_name"] = one.name;
    event["category_name"] = one.category;
  }
  event["unmapped"] = std::move(unmapped);
  return event.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace tirai::collector
