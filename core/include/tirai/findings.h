// Findings: days on which an agent's accesses stand out, from their own history and from their team's, with the numbers that say so.
//
//   accesses of one agent and day ─▶ figures_of ─▶ DayFigures ─▶ judge(own baseline, team's baseline, limits) ─▶ AgentFinding ─▶ words, in both languages
//
// Robust statistics: the median, and the median of the distances from it (MAD). A few bad days among 28 move neither, so who grows bad slowly does
// not teach the baseline to look away. Whole numbers throughout: a finding is an event of the log, and a person can do the sum again.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/day.h"
#include "tirai/result.h"

namespace tirai {

enum class Measure : std::uint8_t {
  kVolume,          ///< values shown
  kCustomers,       ///< different customers
  kOffHours,        ///< accesses in hours that are neither the agent's nor the team's, and apart from any work in such hours: no overtime, no moved shift
  kNoRelation,      ///< customers on whose ticket the agent has no part
  kDormantTickets,  ///< customers on a ticket that is closed, or that nobody had touched for long
  kSerial,          ///< customers one after the other, one access each, in quick succession
  kSamePurpose,     ///< percent of the day's accesses with the same purpose
  kNoFollowUp,      ///< customers on whose ticket the agent did nothing after the access
  kTwoDevices,      ///< changes from one device to another faster than a person walks
};
inline constexpr std::size_t kMeasureCount = 9;
[[nodiscard]] std::string_view to_string(Measure measure);
[[nodiscard]] std::optional<Measure> read_measure(std::string_view text);

/// One reveal, as the log tells it and what the log holds around it.
struct Access {
  std::int64_t time_ms = 0;
  std::string_view device, purpose;
  std::string_view customer;         ///< pseudonym; the ticket where there is none
  bool related = true;               ///< the ticket is the agent's or their team's
  std::int64_t ticket_idle_days = 0; ///< since anybody's last event on the ticket before that day; 0: new, or of today
  bool ticket_closed = false;        ///< the helpdesk said so when it was opened
  bool followed = true;              ///< the agent went on with the ticket (a contact, a verification, a message), or still may
};

inline constexpr std::int64_t kFollowUpMs = 4 * 3'600'000;  ///< so long may going on with a ticket take

struct DayFigures {
  std::int64_t day = 0;  ///< of UTC+7, since 1970
  std::array<std::int64_t, kMeasureCount> values{};  ///< by Measure; off_hours is known to judge() alone
  std::array<std::int64_t, 24> by_hour{};            ///< accesses, hours of UTC+7
  bool goes_on = false;      ///< from the evening before: work that passed midnight
  std::int64_t hours_over = 24;  ///< of the day, by now: work of the last two may still go on into usual hours
};

/// What is unusual, and what is too much in any case. A value over `least` stands out when it is over median + deviations * max(MAD, slack).
struct MeasureLimits {
  std::int64_t least = 0;
  std::int64_t own_deviations = 0, peer_deviations = 0;  ///< in tenths
  std::int64_t slack_percent = 0, slack = 1;             ///< the MAD counts as at least so much of the median, and at least `slack`
};
struct FindingLimits {
  std::array<MeasureLimits, kMeasureCount> measures;  ///< by Measure
  std::int64_t history_days = 28;   ///< that count
  std::int64_t fewest_days = 10;    ///< of the agent's own; before that the team alone is asked
  std::int64_t dormant_days = 14;
  std::int64_t serial_gap_s = 90;
  std::int64_t walk_s = 300;        ///< between two devices
  std::int64_t fewest_for_share = 20;  ///< accesses of a day of which a share is asked
};
[[nodiscard]] FindingLimits default_limits();

/// `accesses` in the order of time, all of one agent and day; `before_ms`: the agent's last one before that day, 0: none.
[[nodiscard]] DayFigures figures_of(std::int64_t day, std::span<const Access> accesses, std::int64_t before_ms, const FindingLimits& limits);

struct Usual {
  std::int64_t median = 0, mad = 0;
};
struct Baseline {
  std::int64_t days = 0;
  std::array<Usual, kMeasureCount> usual{};
  std::array<bool, 24> hours{};  ///< in which work is usual
};
/// Of the days before `day`, no further back than limits.history_days. Days without any access say nothing and are not there.
[[nodiscard]] Baseline baseline_of(std::span<const DayFigures> history, std::int64_t day, const FindingLimits& limits);

struct AgentFinding {
  Measure measure = Measure::kVolume;
  std::int64_t value = 0, least = 0;
  Usual own, peers;
  bool own_counts = true;  ///< false: too few days of their own, the team alone was asked
  std::int64_t own_limit = 0, peer_limit = 0;  ///< the value is over both
  std::int64_t own_days = 0, peer_days = 0;
  std::int64_t busy_percent = 100;  ///< the team's day beside its usual one: on a busy day the limits are that much higher
};
/// `team_today`: the median of the team's figures of that very day so far, by Measure (baseline_of of one day's figures), or nothing.
[[nodiscard]] std::vector<AgentFinding> judge(const DayFigures& today, const Baseline& own, const Baseline& peers, const Baseline* team_today, const FindingLimits& limits);

/// One sentence with all its numbers. `lang`: id or en.
[[nodiscard]] std::string words_of(const AgentFinding& finding, std::string_view lang);

}  // namespace tirai
