#include "policy_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "io.h"

namespace tirai::cli {
namespace {
using nlohmann::json;
constexpr std::size_t kMostFiles = 16;
constexpr std::size_t kLargestPolicy = 4u << 20;

std::string beside(const std::string& path, const std::string& name) { return name.front() == '/' ? name : path.substr(0, path.rfind('/') + 1) + name; }

// What "extends" names. Whatever else is wrong with the file is told by parse_policy(), with its place.
std::vector<std::string> bases_of(const std::string& text) {
  std::vector<std::string> names;
  if (text.find("\"extends\"") == text.npos) return names;
  // Depth first: nlohmann reads any nesting, and throws nothing here.
  const json policy = json::parse(text, nullptr, false, true);
  if (!policy.is_object() || !policy.contains("extends")) return names;
  const json& extends = policy["extends"];
  const auto add = [&](const json& name) {
    if (name.is_string() && !name.get_ref<const std::string&>().empty()) names.push_back(name.get<std::string>());
  };
  if (extends.is_array()) std::for_each(extends.begin(), extends.end(), add);
  else add(extends);
  return names;
}

// A file that is reached twice is laid down once, at its farther place.
Result<bool> collect(const std::string& path, std::vector<std::string>& open, std::vector<PolicySource>& sources, std::vector<std::string>& paths) {
  if (std::find(open.begin(), open.end(), path) != open.end()) return Error{ErrorCode::kBadValue, "extends leads back to where it began", path};
  if (open.size() >= kMostFiles) return Error{ErrorCode::kTooLarge, "extends more than 15 policies", path};
  auto text = read_all(path, kLargestPolicy);
  if (!text) return text.error();
  open.push_back(path);
  if (const auto there = std::find(paths.begin(), paths.end(), path); there != paths.end()) {
    sources.erase(sources.begin() + (there - paths.begin()));
    paths.erase(there);
  }
  const std::vector<std::string> bases = bases_of(text.value());
  sources.push_back({path.substr(path.rfind('/') + 1), std::move(text).value()});
  paths.push_back(path);
  for (const std::string& base : bases) {
    if (const auto done = collect(beside(path, base), open, sources, paths); !done) return done.error();
  }
  open.pop_back();
  return true;
}
}  // namespace

Result<std::vector<PolicySource>> read_policy_files(const std::string& path) {
  std::vector<PolicySource> sources;
  std::vector<std::string> open, paths;
  if (const auto done = collect(path, open, sources, paths); !done) return done.error();
  return sources;
}

Result<std::string> whole_policy(const std::string& path) {
  auto sources = read_policy_files(path);
  if (!sources) return sources.error();
  if (sources.value().size() == 1) return std::move(sources.value()[0].text);
  return flatten_policy(sources.value());
}

Result<Policy> read_policy(const std::string& path) {
  const auto sources = read_policy_files(path);
  if (!sources) return sources.error();
  return parse_policy(sources.value());
}

}  // namespace tirai::cli
