// Findings, against sums done by hand.
#include "tirai/findings.h"

#include <gtest/gtest.h>

namespace tirai {
namespace {
constexpr std::int64_t kMinute = 60'000, kHour = 60 * kMinute;
constexpr std::int64_t kToday = 20'400, kMidnight = kToday * 24 * kHour - 7 * kHour;  // in Jakarta

std::size_t at(Measure measure) { return static_cast<std::size_t>(measure); }

DayFigures day_with(std::int64_t day, std::int64_t volume, int hour = 9) {
  DayFigures figures;
  figures.day = day;
  figures.values[at(Measure::kVolume)] = volume;
  figures.by_hour[static_cast<std::size_t>(hour)] = volume;
  return figures;
}

std::vector<DayFigures> days(std::initializer_list<std::int64_t> volumes) {
  std::vector<DayFigures> all;
  std::int64_t day = kToday - static_cast<std::int64_t>(volumes.size());
  for (const std::int64_t volume : volumes) all.push_back(day_with(day++, volume));
  return all;
}

// Only volume is asked: more than 10 above the median is too much (MAD at least 1, ten deviations).
FindingLimits only_volume() {
  FindingLimits limits;
  for (MeasureLimits& of : limits.measures) of = {.least = 1'000'000, .own_deviations = 10, .peer_deviations = 10};
  limits.measures[at(Measure::kVolume)] = {.least = 5, .own_deviations = 100, .peer_deviations = 100, .slack_percent = 0, .slack = 1};
  return limits;
}

TEST(Findings, ADayIsJakartas) {
  EXPECT_EQ(day_of(0), 0);
  EXPECT_EQ(day_of(17 * kHour - 1), 0);
  EXPECT_EQ(day_of(17 * kHour), 1);  // 1970-01-02 00:00 in Jakarta
}

TEST(Findings, MedianAndMadAreThoseOfASchoolbook) {
  // 3 5 8 9 9 10 11 12 40: the median is 9; distances 6 4 1 0 0 1 2 3 31, sorted 0 0 1 1 2 3 4 6 31: their median is 2.
  const auto history = days({12, 3, 9, 40, 5, 8, 9, 10, 11});
  const Baseline baseline = baseline_of(history, kToday, default_limits());
  EXPECT_EQ(baseline.days, 9);
  EXPECT_EQ(baseline.usual[at(Measure::kVolume)].median, 9);
  EXPECT_EQ(baseline.usual[at(Measure::kVolume)].mad, 2);
}

TEST(Findings, TodayAndWhatIsTooLongAgoAreNoHistory) {
  std::vector<DayFigures> history = {day_with(kToday, 7), day_with(kToday - 28, 7), day_with(kToday - 29, 7)};
  EXPECT_EQ(baseline_of(history, kToday, default_limits()).days, 1);
}

TEST(Findings, AValueIsFoundOverBothLimitsAndNotAtThem) {
  const FindingLimits limits = only_volume();
  const Baseline own = baseline_of(days({20, 20, 20, 20, 20, 20, 20, 20, 20, 20}), kToday, limits), peers = baseline_of(days({25, 25, 25, 25, 25, 25, 25, 25, 25, 25}), kToday, limits);
  EXPECT_TRUE(judge(day_with(kToday, 31), own, peers, nullptr, limits).empty());  // over 20 + 10, not over 25 + 10
  EXPECT_TRUE(judge(day_with(kToday, 35), own, peers, nullptr, limits).empty());
  const auto found = judge(day_with(kToday, 36), own, peers, nullptr, limits);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].measure, Measure::kVolume);
  EXPECT_EQ(found[0].value, 36);
  EXPECT_EQ(found[0].own_limit, 30);
  EXPECT_EQ(found[0].peer_limit, 35);
}

TEST(Findings, ATeamsBusyDayRaisesTheLimits) {
  const FindingLimits limits = only_volume();
  const Baseline own = baseline_of(days({20, 20, 20, 20, 20, 20, 20, 20, 20, 20}), kToday, limits);
  const std::vector<DayFigures> today = {day_with(kToday, 40), day_with(kToday, 30), day_with(kToday, 50)};  // twice 20
  const Baseline busy = baseline_of(today, kToday + 1, limits);
  EXPECT_TRUE(judge(day_with(kToday, 60), own, own, &busy, limits).empty());  // 2 * (20 + 10)
  const auto found = judge(day_with(kToday, 61), own, own, &busy, limits);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].busy_percent, 200);
}

TEST(Findings, ANewAgentIsComparedWithTheTeamAlone) {
  const FindingLimits limits = only_volume();
  const Baseline few = baseline_of(days({2, 2, 2}), kToday, limits), peers = baseline_of(days({25, 25, 25, 25, 25, 25, 25, 25, 25, 25}), kToday, limits);
  EXPECT_TRUE(judge(day_with(kToday, 35), few, peers, nullptr, limits).empty());
  const auto found = judge(day_with(kToday, 36), few, peers, nullptr, limits);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].own_counts);
}

TEST(Findings, WithoutATeamNothingIsSaid) {
  const FindingLimits limits = only_volume();
  const Baseline own = baseline_of(days({20, 20, 20, 20, 20, 20, 20, 20, 20, 20}), kToday, limits);
  EXPECT_TRUE(judge(day_with(kToday, 500), own, Baseline{}, nullptr, limits).empty());
}

TEST(Findings, NightIsFoundUnlessTheAgentOrTheTeamWorksThen) {
  FindingLimits limits = only_volume();
  limits.measures[at(Measure::kOffHours)] = {.least = 4, .own_deviations = 0, .peer_deviations = 0, .slack_percent = 0, .slack = 0};
  limits.measures[at(Measure::kVolume)].least = 1'000'000;
  const Baseline by_day = baseline_of(days({20, 20, 20, 20, 20, 20, 20, 20, 20, 20}), kToday, limits);
  std::vector<DayFigures> nights;
  for (int i = 1; i <= 10; ++i) nights.push_back(day_with(kToday - i, 20, 2));
  const Baseline by_night = baseline_of(nights, kToday, limits);
  const auto found = judge(day_with(kToday, 4, 2), by_day, by_day, nullptr, limits);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].measure, Measure::kOffHours);
  EXPECT_EQ(found[0].value, 4);
  EXPECT_TRUE(judge(day_with(kToday, 3, 2), by_day, by_day, nullptr, limits).empty());
  EXPECT_TRUE(judge(day_with(kToday, 9, 10), by_day, by_day, nullptr, limits).empty());  // the hour beside 9 is usual, too
  EXPECT_TRUE(judge(day_with(kToday, 9, 2), by_night, by_day, nullptr, limits).empty());
  EXPECT_TRUE(judge(day_with(kToday, 9, 2), by_day, by_night, nullptr, limits).empty());
  DayFigures overtime = day_with(kToday, 9, 9);  // usual are 8 to 10; one hour after the other up to 14, one of them empty
  for (const std::size_t hour : {11U, 13U, 14U}) overtime.by_hour[hour] = 5;
  EXPECT_TRUE(judge(overtime, by_day, by_day, nullptr, limits).empty());
  overtime.by_hour[17] = 4;  // two empty hours before it
  ASSERT_EQ(judge(overtime, by_day, by_day, nullptr, limits).size(), 1U);
  EXPECT_EQ(judge(overtime, by_day, by_day, nullptr, limits)[0].value, 4);
}

TEST(Findings, WhatStillGoesOnMayBeAnEarlyStart) {
  const FindingLimits limits = default_limits();
  const Baseline by_day = baseline_of(days({20, 20, 20, 20, 20, 20, 20, 20, 20, 20}), kToday, limits);
  DayFigures early = day_with(kToday, 5, 4);  // usual are 8 to 10
  early.hours_over = 6;
  EXPECT_TRUE(judge(early, by_day, by_day, nullptr, limits).empty());
  early.hours_over = 7;
  EXPECT_EQ(judge(early, by_day, by_day, nullptr, limits).size(), 1U);
  early.by_hour[6] = 3;
  EXPECT_TRUE(judge(early, by_day, by_day, nullptr, limits).empty());
}

TEST(Findings, WorkThatPassedMidnightIsNoNight) {
  FindingLimits limits = default_limits();
  const Baseline by_day = baseline_of(days({20, 20, 20, 20, 20, 20, 20, 20, 20, 20}), kToday, limits);
  DayFigures late = day_with(kToday, 5, 0);
  EXPECT_EQ(judge(late, by_day, by_day, nullptr, limits).size(), 1U);
  late.goes_on = true;
  EXPECT_TRUE(judge(late, by_day, by_day, nullptr, limits).empty());
}

TEST(Findings, FiguresOfADayAreCountedFromItsAccesses) {
  FindingLimits limits = default_limits();
  limits.fewest_for_share = 4;
  const std::vector<Access> accesses = {
      {.time_ms = kMidnight + 9 * kHour, .device = "a", .purpose = "refund", .customer = "c1"},
      {.time_ms = kMidnight + 9 * kHour + 30'000, .device = "a", .purpose = "refund", .customer = "c1"},  // the same customer again: a run begins anew
      {.time_ms = kMidnight + 9 * kHour + 60'000, .device = "a", .purpose = "refund", .customer = "c2", .related = false, .ticket_idle_days = 13},
      {.time_ms = kMidnight + 9 * kHour + 150'000, .device = "a", .purpose = "delivery", .customer = "c3", .related = false, .ticket_idle_days = 14, .followed = false},  // 90 s later: still a run of c1 c2 c3
      {.time_ms = kMidnight + 9 * kHour + 241'000, .device = "b", .purpose = "refund", .customer = "c4", .ticket_closed = true, .followed = false},  // 91 s later: a new one; another device within 300 s
  };
  const DayFigures figures = figures_of(kToday, accesses, 0, limits);
  const std::array<std::int64_t, kMeasureCount> expected = {5, 4, 0, 2, 2, 3, 80, 2, 1};
  EXPECT_EQ(figures.values, expected);
  EXPECT_EQ(figures.by_hour[9], 5);
  EXPECT_FALSE(figures.goes_on);
  EXPECT_TRUE(figures_of(kToday, accesses, kMidnight + 7 * kHour, limits).goes_on);
  EXPECT_FALSE(figures_of(kToday, accesses, kMidnight + 7 * kHour - 1, limits).goes_on);
  EXPECT_EQ(figures_of(kToday, {}, 0, limits).values, (std::array<std::int64_t, kMeasureCount>{}));
}

TEST(Findings, EveryNumberIsInTheWords) {
  const AgentFinding finding{.measure = Measure::kCustomers, .value = 84, .least = 30, .own = {21, 4}, .peers = {19, 5}, .own_limit = 49, .peer_limit = 42, .own_days = 20, .peer_days = 410, .busy_percent = 120};
  for (const char* lang : {"id", "en"}) {
    const std::string words = words_of(finding, lang);
    for (const char* number : {"84", "21", "4", "49", "20", "19", "5", "42", "410", "120 %"}) EXPECT_NE(words.find(number), words.npos) << lang << ' ' << number;
  }
  EXPECT_EQ(words_of(finding, "en"), "84 different customers in a day. Usually, this agent: median 21, deviation 4, limit 49, of 20 days; the team: median 19, deviation 5, limit 42, of 410 days; a busy day of the team: 120 %");
}

TEST(Findings, EveryMeasureHasANameAndWords) {
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    const auto measure = static_cast<Measure>(i);
    EXPECT_EQ(read_measure(to_string(measure)), measure);
    EXPECT_NE(words_of({.measure = measure}, "id"), words_of({.measure = measure}, "en"));
  }
  EXPECT_FALSE(read_measure("").has_value());
}
}  // namespace
}  // namespace tirai
