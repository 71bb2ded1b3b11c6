#include "mask/operators.h"

#include <algorithm>

namespace tirai::masking {

Value::Value(std::string_view value) : text(value), clusters(text::clusters_of(value)) {
  for (const text::Cluster& cluster : clusters) counting += cluster.counts ? 1 : 0;
}

std::string cover(const Value& value, const std::function<bool(std::size_t)>& stays) {
  std::string out;
  out.reserve(value.text.size() + value.counting * kMaskCharacter.size());
  std::size_t rank = 0;
  for (const text::Cluster& cluster : value.clusters) {
    const bool keep = !cluster.counts || stays(rank);
    rank += cluster.counts ? 1 : 0;
    out += keep ? value.text.substr(cluster.span.begin, cluster.span.size()) : kMaskCharacter;
  }
  return out;
}

std::string cover_but(const Value& value, std::span<const ByteSpan> shown) {
  std::vector<bool> stays;
  for (const text::Cluster& cluster : value.clusters) {
    if (!cluster.counts) continue;
    stays.push_back(std::any_of(shown.begin(), shown.end(), [&](ByteSpan span) { return cluster.span.begin >= span.begin && cluster.span.begin < span.end; }));
  }
  return cover(value, [&](std::size_t rank) { return stays[rank]; });
}

std::string redact(const Value& value) {
  return cover(value, [](std::size_t) { return false; });
}

}  // namespace tirai::masking
