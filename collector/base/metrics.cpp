#include "base/metrics.h"

#include <array>
#include <map>
#include <mutex>

namespace tirai::collector {
namespace {
constexpr std::array<double, 9> kBoundsMs = {1, 3, 10, 30, 100, 300, 1000, 3000, 10000};

struct Histogram {
  std::array<std::uint64_t, kBoundsMs.size()> at_most{};
  std::uint64_t count = 0;
  double sum_ms = 0;
  void add(double ms) {
    for (std::size_t i = 0; i < kBoundsMs.size(); ++i) at_most[i] += ms <= kBoundsMs[i] ? 1 : 0;
    ++count;
    sum_ms += ms;
  }
};

struct Counters {
  std::mutex mutex;
  std::map<std::pair<std::string, unsigned>, std::uint64_t> requests;
  std::map<std::string, Histogram> latency;
  Histogram commit;
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> exported;  ///< sent, refused
  std::uint64_t stored = 0, duplicates = 0, commits_failed = 0, batches = 0;
};
Counters& counters() {
  static Counters all;
  return all;
}

std::string number(double value) {
  std::string text = std::to_string(value);  // six digits behind the point
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

void head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" ").append(type).append("\n");
}
void line(std::string& out, std::string_view name, const std::string& labels, const std::string& value) {
  out.append(name).append(labels.empty() ? "" : "{" + labels + "}").append(" ").append(value).append("\n");
}
void single(std::string& out, std::string_view name, std::string_view type, std::string_view help, std::uint64_t value) {
  head(out, name, type, help);
  line(out, name, "", std::to_string(value));
}

void histogram(std::string& out, const std::string& name, const std::string& label, const Histogram& of) {
  const std::string comma = label.empty() ? "" : label + ",";
  for (std::size_t i = 0; i < kBoundsMs.size(); ++i) line(out, name + "_bucket", comma + "le=\"" + number(kBoundsMs[i] / 1000) + "\"", std::to_string(of.at_most[i]));
  line(out, name + "_bucket", comma + "le=\"+Inf\"", std::to_string(of.count));
  line(out, name + "_sum", label, number(of.sum_ms / 1000));
  line(out, name + "_count", label, std::to_string(of.count));
}
}  // namespace

void count_request(std::string_view path, unsigned status, double milliseconds) {
  Counters& all = counters();
  const std::lock_guard lock(all.mutex);
  ++all.requests[{std::string(path), status}];
  all.latency[std::string(path)].add(milliseconds);
}

void count_events(bool stored, std::size_t count) {
  Counters& all = counters();
  const std::lock_guard lock(all.mutex);
  (stored ? all.stored : all.duplicates) += count;
}

void count_commit(bool done, std::size_t batches, double milliseconds) {
  Counters& all = counters();
  const std::lock_guard lock(all.mutex);
  if (!done) return void(++all.commits_failed);
  all.batches += batches;
  all.commit.add(milliseconds);
}

void count_export(std::string_view exporter, std::uint64_t sent, std::uint64_t refused) {
  Counters& all = counters();
  const std::lock_guard lock(all.mutex);
  auto& [total_sent, total_refused] = all.exported[std::string(exporter)];
  total_sent += sent;
  total_refused += refused;
}

std::string metrics_text(const Gauges& gauges) {
  Counters& all = counters();
  const std::lock_guard lock(all.mutex);
  std::string out;
  head(out, "tirai_requests_total", "counter", "Requests answered.");
  for (const auto& [key, count] : all.requests) line(out, "tirai_requests_total", "path=\"" + key.first + "\",status=\"" + std::to_string(key.second) + "\"", std::to_string(count));
  head(out, "tirai_request_seconds", "histogram", "From a request's head to its answer.");
  for (const auto& [path, of] : all.latency) histogram(out, "tirai_request_seconds", "path=\"" + path + "\"", of);
  head(out, "tirai_events_total", "counter", "Events acknowledged.");
  line(out, "tirai_events_total", "result=\"stored\"", std::to_string(all.stored));
  line(out, "tirai_events_total", "result=\"duplicate\"", std::to_string(all.duplicates));
  head(out, "tirai_commit_seconds", "histogram", "One commit of a group of batches, on the disk.");
  histogram(out, "tirai_commit_seconds", "", all.commit);
  single(out, "tirai_committed_batches_total", "counter", "Batches in these commits.", all.batches);
  single(out, "tirai_commits_failed_total", "counter", "Commits that the store refused; nothing of them was kept.", all.commits_failed);
  head(out, "tirai_exported_events_total", "counter", "Events that another system took, or refused for good.");
  for (const auto& [name, count] : all.exported) {
    line(out, "tirai_exported_events_total", "exporter=\"" + name + "\",result=\"sent\"", std::to_string(count.first));
    line(out, "tirai_exported_events_total", "exporter=\"" + name + "\",result=\"refused\"", std::to_string(count.second));
  }
  single(out, "tirai_queued_batches", "gauge", "Batches that wait for the disk.", gauges.queued_batches);
  single(out, "tirai_log_size", "gauge", "Entries of the log's tree.", gauges.log_size);
  single(out, "tirai_store_failing", "gauge", "1 when the last write failed.", gauges.failing ? 1 : 0);
  return out;
}

}  // namespace tirai::collector
