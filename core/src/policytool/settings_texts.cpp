// What changed in the words people read. Words show no data, but a DPO who signs a policy signs them, too.
#include <algorithm>

#include "policytool/settings.h"

namespace tirai::tool {
namespace {
void text(const std::string& at, const Text& before, const Text& after, Settings& settings) {
  settings.changed(at + "/id", before.id, after.id);
  settings.changed(at + "/en", before.en, after.en);
}
std::string listed(const std::vector<std::string>& articles) {
  std::string out;
  for (const std::string& one : articles) out += (out.empty() ? "" : "; ") + one;
  return out.empty() ? "none" : out;
}

// Calls `visit` with what both have, by id.
template <typename Things, typename Visit>
void each_common(const char* list, const Things& before, const Things& after, Visit visit) {
  for (const auto& now : after) {
    const auto was = std::find_if(before.begin(), before.end(), [&](const auto& one) { return one.id == now.id; });
    if (was != before.end()) visit(std::string("/") + list + "/" + now.id, *was, now);
  }
}
}  // namespace

void texts_diff(const Policy& before, const Policy& after, Settings& settings) {
  each_common("roles", before.roles, after.roles, [&](const std::string& at, const Role& was, const Role& now) { text(at + "/text", was.text, now.text, settings); });
  each_common("purposes", before.purposes, after.purposes, [&](const std::string& at, const Purpose& was, const Purpose& now) {
    text(at + "/text", was.text, now.text, settings);
    text(at + "/reason", was.reason, now.reason, settings);
  });
  each_common("classes", before.classes, after.classes, [&](const std::string& at, const Class& was, const Class& now) {
    text(at + "/text", was.text, now.text, settings);
    settings.changed(at + "/articles", listed(was.articles), listed(now.articles));
  });
  each_common("rules", before.rules, after.rules, [&](const std::string& at, const Rule& was, const Rule& now) {
    if (now.implied) return;  // its words are ours
    text(at + "/reason", was.reason, now.reason, settings);
    settings.changed(at + "/articles", listed(was.articles), listed(now.articles));
  });
  const auto &asked = before.verification.questions, &asks = after.verification.questions;
  for (std::size_t i = 0; i < std::min(asked.size(), asks.size()); ++i) text("/verification/questions/" + std::to_string(i) + "/text", asked[i].text, asks[i].text, settings);
}

}  // namespace tirai::tool
