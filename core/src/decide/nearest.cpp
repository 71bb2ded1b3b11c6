#include "decide/nearest.h"

#include <algorithm>
#include <vector>

#include "codec/json.h"

namespace tirai::decision {
namespace {
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kMostToList = 16;

// Optimal string alignment distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}
}  // namespace

std::string_view nearest(std::string_view name, std::span<const std::string_view> names) {
  if (name.size() > kLongestName) return {};
  std::string_view best;
  std::size_t best_distance = 1 + std::max<std::size_t>(1, name.size() / 3);
  for (const std::string_view candidate : names) {
    if (candidate.size() > kLongestName) continue;
    const std::size_t edits = distance(name, candidate);
    if (edits < best_distance) best = candidate, best_distance = edits;
  }
  if (!best.empty() || name.size() < 3) return best;
  const auto holds = [&](std::string_view candidate) { return ("_" + std::string(candidate) + "_").find("_" + std::string(name) + "_") != std::string::npos; };
  const auto found = std::find_if(names.begin(), names.end(), holds);
  return found == names.end() ? best : *found;
}

std::string hint(std::string_view name, std::span<const std::string_view> names) {
  if (const std::string_view near = nearest(name, names); !near.empty()) return "; did you mean \"" + std::string(near) + "\"";
  return names.empty() || names.size() > kMostToList ? std::string() : "; expected " + list_of(names);
}

std::string in_quotes(std::string_view name) {
  std::size_t end = std::min(name.size(), kLongestName);
  while (end < name.size() && end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
  return "\"" + codec::one_line(name.substr(0, end)) + (end < name.size() ? "…\"" : "\"");
}

std::string list_of(std::span<const std::string_view> names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += names[i];
  }
  return out;
}

}  // namespace tirai::decision
