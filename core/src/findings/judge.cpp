// What stands out: over a limit of the agent's own days and over one of the team's, both at once. An agent who always has much to do is no finding,
// and neither is a team's busy day.
#include <algorithm>

#include "tirai/findings.h"

namespace tirai {
namespace {
// The lower one of two in the middle: a whole number that was measured.
std::int64_t median_of(std::vector<std::int64_t>& values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

Usual usual_of(std::vector<std::int64_t> values) {
  Usual usual;
  usual.median = median_of(values);
  for (std::int64_t& value : values) value = std::abs(value - usual.median);
  usual.mad = median_of(values);
  return usual;
}

std::int64_t limit_of(const Usual& usual, const MeasureLimits& limits, std::int64_t deviations, std::int64_t busy_percent) {
  const std::int64_t spread = std::max({usual.mad, limits.slack, usual.median * limits.slack_percent / 100});
  return (usual.median + deviations * spread / 10) * busy_percent / 100;
}

// Hours of work go on from one to the next, with at most one empty hour between. What goes on from usual hours is overtime or a moved shift; what
// stands apart from them is not. Midnight ends no shift.
std::int64_t off_hours(const DayFigures& today, const Baseline& own, const Baseline& peers, bool own_counts) {
  std::array<bool, 24> shift{};
  for (std::size_t hour = 0; hour < 24; ++hour) shift[hour] = today.by_hour[hour] > 0 && (peers.hours[hour] || (own_counts && own.hours[hour]));
  if (today.hours_over < 24) {
    for (std::int64_t hour = std::max<std::int64_t>(0, today.hours_over - 2); hour <= today.hours_over; ++hour) shift[static_cast<std::size_t>(hour) % 24] |= today.by_hour[static_cast<std::size_t>(hour) % 24] > 0;
  }
  for (std::size_t hour = 0; today.goes_on && hour < 3; ++hour) shift[hour] = shift[hour] || today.by_hour[hour] > 0;
  for (bool grown = true; grown;) {
    grown = false;
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const bool near = shift[(hour + 1) % 24] || shift[(hour + 23) % 24] || shift[(hour + 2) % 24] || shift[(hour + 22) % 24];
      if (shift[hour] || today.by_hour[hour] == 0 || !near) continue;
      shift[hour] = grown = true;
    }
  }
  std::int64_t count = 0;
  for (std::size_t hour = 0; hour < 24; ++hour) count += shift[hour] || peers.hours[hour] || (own_counts && own.hours[hour]) ? 0 : today.by_hour[hour];
  return count;
}

// A tenth of the days that count, two at least, makes an hour usual; and so are the hours beside it.
std::array<bool, 24> usual_hours(const std::array<std::int64_t, 24>& days_with, std::int64_t days) {
  std::array<bool, 24> usual{};
  const std::int64_t enough = std::max<std::int64_t>(2, days / 10);
  for (std::size_t hour = 0; hour < 24; ++hour) {
    if (days_with[hour] < enough) continue;
    usual[hour] = usual[(hour + 1) % 24] = usual[(hour + 23) % 24] = true;
  }
  return usual;
}

// Shares are not more of them on a busy day; what nobody should do at all is not either.
bool grows_with_work(Measure measure) { return measure == Measure::kVolume || measure == Measure::kCustomers || measure == Measure::kNoFollowUp; }
}  // namespace

FindingLimits default_limits() {
  FindingLimits limits;
  const auto set = [&](Measure measure, MeasureLimits values) { limits.measures[static_cast<std::size_t>(measure)] = values; };
  set(Measure::kVolume, {.least = 40, .own_deviations = 80, .peer_deviations = 55, .slack_percent = 12, .slack = 3});
  set(Measure::kCustomers, {.least = 30, .own_deviations = 75, .peer_deviations = 50, .slack_percent = 12, .slack = 3});
  set(Measure::kOffHours, {.least = 4, .own_deviations = 0, .peer_deviations = 0, .slack_percent = 0, .slack = 0});
  set(Measure::kNoRelation, {.least = 6, .own_deviations = 48, .peer_deviations = 50, .slack_percent = 30, .slack = 1});
  set(Measure::kDormantTickets, {.least = 6, .own_deviations = 48, .peer_deviations = 50, .slack_percent = 30, .slack = 1});
  set(Measure::kSerial, {.least = 14, .own_deviations = 60, .peer_deviations = 60, .slack_percent = 20, .slack = 1});
  set(Measure::kSamePurpose, {.least = 92, .own_deviations = 60, .peer_deviations = 45, .slack_percent = 5, .slack = 4});
  set(Measure::kNoFollowUp, {.least = 15, .own_deviations = 75, .peer_deviations = 50, .slack_percent = 20, .slack = 2});
  set(Measure::kTwoDevices, {.least = 3, .own_deviations = 30, .peer_deviations = 30, .slack_percent = 0, .slack = 1});
  return limits;
}

Baseline baseline_of(std::span<const DayFigures> history, std::int64_t day, const FindingLimits& limits) {
  std::array<std::vector<std::int64_t>, kMeasureCount> values;
  std::array<std::int64_t, 24> days_with{};
  Baseline baseline;
  for (const DayFigures& figures : history) {
    if (figures.day >= day || figures.day < day - limits.history_days) continue;
    ++baseline.days;
    for (std::size_t i = 0; i < kMeasureCount; ++i) values[i].push_back(figures.values[i]);
    for (std::size_t hour = 0; hour < 24; ++hour) days_with[hour] += figures.by_hour[hour] > 0;
  }
  for (std::size_t i = 0; i < kMeasureCount; ++i) baseline.usual[i] = usual_of(std::move(values[i]));
  baseline.hours = usual_hours(days_with, baseline.days);
  return baseline;
}

std::vector<AgentFinding> judge(const DayFigures& today, const Baseline& own, const Baseline& peers, const Baseline* team_today, const FindingLimits& limits) {
  std::vector<AgentFinding> findings;
  const bool own_counts = own.days >= limits.fewest_days;
  if (peers.days < limits.fewest_days) return findings;  // nothing to compare with
  const auto volume = static_cast<std::size_t>(Measure::kVolume);
  const std::int64_t usual_volume = std::max<std::int64_t>(1, peers.usual[volume].median);
  const std::int64_t busy = team_today == nullptr ? 100 : std::clamp<std::int64_t>(100 * team_today->usual[volume].median / usual_volume, 100, 300);
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    const auto measure = static_cast<Measure>(i);
    const MeasureLimits& of = limits.measures[i];
    AgentFinding found{.measure = measure, .value = today.values[i], .least = of.least, .own = own.usual[i], .peers = peers.usual[i], .own_counts = own_counts, .own_days = own.days, .peer_days = peers.days};
    if (measure == Measure::kOffHours) found.value = off_hours(today, own, peers, own_counts);
    found.busy_percent = grows_with_work(measure) ? busy : 100;
    found.own_limit = own_counts ? limit_of(found.own, of, of.own_deviations, found.busy_percent) : 0;
    found.peer_limit = limit_of(found.peers, of, of.peer_deviations, found.busy_percent);
    if (found.value >= of.least && found.value > found.own_limit && found.value > found.peer_limit) findings.push_back(found);
  }
  return findings;
}

}  // namespace tirai
