// What is counted of a day.
#include <algorithm>
#include <map>
#include <set>

#include "tirai/findings.h"

namespace tirai {
namespace {
constexpr std::string_view kNames[kMeasureCount] = {"volume", "customers", "off_hours", "no_relation", "dormant_tickets", "serial", "same_purpose", "no_follow_up", "two_devices"};

std::int64_t& value(DayFigures& figures, Measure measure) { return figures.values[static_cast<std::size_t>(measure)]; }

// The longest run of accesses to one customer after another: each to another one, none later than the gap after the one before.
std::int64_t longest_run(std::span<const Access> accesses, std::int64_t gap_ms) {
  std::int64_t longest = 0, run = 0;
  for (std::size_t i = 0; i < accesses.size(); ++i) {
    const bool goes_on = i > 0 && accesses[i].time_ms - accesses[i - 1].time_ms <= gap_ms && accesses[i].customer != accesses[i - 1].customer;
    run = goes_on ? run + 1 : 1;
    longest = std::max(longest, run);
  }
  return longest;
}

std::int64_t largest_share(std::span<const Access> accesses) {
  std::map<std::string_view, std::int64_t> counts;
  std::int64_t most = 0;
  for (const Access& access : accesses) most = std::max(most, ++counts[access.purpose]);
  return 100 * most / static_cast<std::int64_t>(accesses.size());
}

std::int64_t quick_changes(std::span<const Access> accesses, std::int64_t walk_ms) {
  std::int64_t changes = 0;
  for (std::size_t i = 1; i < accesses.size(); ++i) changes += accesses[i].device != accesses[i - 1].device && accesses[i].time_ms - accesses[i - 1].time_ms < walk_ms;
  return changes;
}
}  // namespace

std::string_view to_string(Measure measure) { return kNames[static_cast<std::size_t>(measure)]; }

std::optional<Measure> read_measure(std::string_view text) {
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    if (kNames[i] == text) return static_cast<Measure>(i);
  }
  return std::nullopt;
}

DayFigures figures_of(std::int64_t day, std::span<const Access> accesses, std::int64_t before_ms, const FindingLimits& limits) {
  DayFigures figures;
  figures.day = day;
  figures.goes_on = before_ms > 0 && !accesses.empty() && accesses.front().time_ms - before_ms <= 2 * kHourMs;
  std::set<std::string_view> customers, unrelated, dormant, left;
  for (const Access& access : accesses) {
    ++figures.by_hour[static_cast<std::size_t>((access.time_ms + kJakartaMs) / kHourMs % 24)];
    customers.insert(access.customer);
    if (!access.related) unrelated.insert(access.customer);
    if (access.ticket_closed || access.ticket_idle_days >= limits.dormant_days) dormant.insert(access.customer);
    if (!access.followed) left.insert(access.customer);
  }
  const auto count = static_cast<std::int64_t>(accesses.size());
  value(figures, Measure::kVolume) = count;
  for (const auto& [measure, counted] : {std::pair{Measure::kCustomers, &customers}, {Measure::kNoRelation, &unrelated}, {Measure::kDormantTickets, &dormant}, {Measure::kNoFollowUp, &left}}) {
    value(figures, measure) = static_cast<std::int64_t>(counted->size());
  }
  value(figures, Measure::kSerial) = longest_run(accesses, limits.serial_gap_s * 1000);
  value(figures, Measure::kSamePurpose) = count == 0 || count < limits.fewest_for_share ? 0 : largest_share(accesses);
  value(figures, Measure::kTwoDevices) = quick_changes(accesses, limits.walk_s * 1000);
  return figures;
}

}  // namespace tirai
