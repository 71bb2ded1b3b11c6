#include "people/heartbeats.h"

#include <nlohmann/json.hpp>

#include "base/clock.h"

namespace tirai::collector {
namespace {
constexpr std::int64_t kEveryMs = 600'000;
constexpr const char* kHeard =
    "INSERT INTO heard_days(agent, day, last) VALUES($1, $2, $3) ON CONFLICT(agent, day) DO UPDATE SET last = CASE WHEN excluded.last > heard_days.last THEN excluded.last ELSE heard_days.last END";

std::string agent_of(const std::string& text) {
  const nlohmann::json subject = nlohmann::json::parse(text, nullptr, false);
  return subject.is_object() && subject.value("type", "") == "agent" ? subject.value("id", "") : "";
}
}  // namespace

// From agent to agent along the key, and of each the newest day: a year of all days is not read.
Result<std::map<std::string, std::int64_t>> last_heard(Store& store, std::int64_t to) {
  const auto rows = store.read(
      {"WITH RECURSIVE known(agent) AS (SELECT min(agent) FROM heard_days UNION ALL SELECT (SELECT min(h.agent) FROM heard_days h WHERE h.agent > known.agent) FROM known WHERE known.agent IS NOT NULL) "
       "SELECT agent, (SELECT h.last FROM heard_days h WHERE h.agent = known.agent AND h.day <= $1 ORDER BY h.day DESC LIMIT 1) FROM known WHERE agent IS NOT NULL",
       {day_of(to)}});
  if (!rows) return rows.error();
  std::map<std::string, std::int64_t> last;
  for (std::size_t i = 0; i < rows.value().size(); ++i) last[rows.value().text(i, 0)] = rows.value().integer(i, 1);
  return last;
}

void Heartbeats::note(const Device& device, std::int64_t now_ms) {
  {
    const std::lock_guard lock(mutex_);
    std::int64_t& last = noted_[device.device_id];
    if (now_ms - last < kEveryMs) return;
    last = now_ms;
  }
  if (const std::string agent = agent_of(device.subject); !agent.empty()) later_.add({kHeard, {agent, day_of(now_ms), now_ms}}, device.device_id, now_ms);
}

}  // namespace tirai::collector
