#include "export/exporter.h"

#include <chrono>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/log.h"
#include "base/metrics.h"
#include "export/ocsf.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::int64_t kStep = 500;
constexpr auto kIdle = std::chrono::milliseconds(500), kLongest = std::chrono::milliseconds(60'000);

// Devices and headers of batches are the log's own affair.
bool is_event(std::string_view line) { return !line.starts_with("{\"batch\":") && !line.starts_with("{\"device\":"); }

Outgoing outgoing_of(const std::string& line) {
  Outgoing event{.line = ocsf_of(line), .uid = "", .kind = "", .agent = ""};
  const json value = json::parse(line, nullptr, false);
  const auto text = [&](const char* pointer) { return value.value(json::json_pointer(pointer), std::string()); };
  if (!value.is_object()) return event;
  event.uid = text("/metadata/uid");
  event.kind = text("/tirai/kind");
  event.agent = text("/actor/user/uid");
  event.time_ms = value.value("time", std::int64_t{0});
  event.severity = value.value("severity_id", std::int64_t{1});
  return event;
}
}  // namespace

Exporter::Exporter(std::unique_ptr<Store> store, std::string name, std::unique_ptr<Sender> sender)
    : store_(std::move(store)), name_(std::move(name)), lease_(*store_, "export:" + name_), sender_(std::move(sender)), faults_("export " + name_ + ": "), wait_(kIdle), background_(kIdle, [this] { return step(); }) {}

Result<std::int64_t> Exporter::send_some() {
  const auto mine = lease_.take(now_ms());
  if (!mine) return mine.error();
  if (!mine.value()) return std::int64_t{0};  // another collector of this log sends
  const auto cursor = store_->read({"SELECT next FROM exporters WHERE name = $1", {name_}});
  if (!cursor) return cursor.error();
  const std::int64_t begin = cursor.value().empty() ? 0 : cursor.value().integer(0, 0);
  const auto lines = store_->entries(static_cast<std::uint64_t>(begin), static_cast<std::uint64_t>(begin + kStep));
  if (!lines) return lines.error();
  std::vector<Outgoing> events;
  for (const std::string& line : lines.value()) {
    if (is_event(line)) events.push_back(outgoing_of(line));
  }
  const auto count = static_cast<std::int64_t>(lines.value().size());
  if (count == 0) return count;
  Taken taken;
  if (!events.empty()) {
    auto sent = sender_->send(events);
    if (!sent) return sent.error();
    taken = std::move(sent).value();
  }
  const SqlStatement moved{"INSERT INTO exporters(name, next) VALUES($1, $2) ON CONFLICT(name) DO UPDATE SET next = excluded.next", {name_, begin + count}};
  if (const auto written = store_->write({&moved, 1}); !written) return written.error();
  tell(taken, events.size(), begin, begin + count);
  return count;
}

void Exporter::tell(const Taken& taken, std::size_t sent, std::int64_t begin, std::int64_t end) const {
  count_export(name_, sent - taken.refused, taken.refused);
  if (taken.told && taken.refused == 0 && taken.remark.empty()) return;
  const std::string what = !taken.told ? "the other side's answer is over 64 KiB and was not read: what it refused for good is not known; nothing is sent again" : taken.refused == 0 ? "the other side took all and remarks" : "the other side refused " + std::to_string(taken.refused) + " of " + std::to_string(sent) + " events for good; they are not sent again";
  log_error({ErrorCode::kBadValue, "export " + name_ + ": " + what + (taken.remark.empty() ? "" : ": " + taken.remark), "log entries " + std::to_string(begin) + " to " + std::to_string(end - 1)});
}

std::chrono::milliseconds Exporter::step() {
  const auto came = send_some();
  if (!came) {
    faults_.tell(came.error());
    return wait_ = std::min<std::chrono::milliseconds>(wait_ * 2, kLongest);
  }
  faults_.over();
  wait_ = kIdle;
  return came.value() == kStep ? std::chrono::milliseconds(0) : kIdle;
}

}  // namespace tirai::collector
