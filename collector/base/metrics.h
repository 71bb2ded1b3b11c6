// Counters of this process, in the words of Prometheus (text format 0.0.4). Never a name, an id or an address.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tirai::collector {

/// `path` is one of known_path()'s.
void count_request(std::string_view path, unsigned status, double milliseconds);
/// A batch that was answered 200: stored, or a duplicate.
void count_events(bool stored, std::size_t count);
/// A commit that returned, or failed.
void count_commit(bool done, std::size_t batches, double milliseconds);

/// What an exporter (the name is the config's) handed on, and what the other side refused for good.
void count_export(std::string_view exporter, std::uint64_t sent, std::uint64_t refused);

struct Gauges {
  bool failing = false;
  std::size_t queued_batches = 0;
  std::uint64_t log_size = 0;
};
[[nodiscard]] std::string metrics_text(const Gauges& gauges);

}  // namespace tirai::collector
