#include "base/moments.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "base/clock.h"

namespace tirai::collector {
namespace {
constexpr std::int64_t kMinuteMs = 60'000;

// So many digits from `at` on, which moves behind them.
std::optional<int> digits(std::string_view& text, std::size_t count) {
  if (text.size() < count || text.substr(0, count).find_first_not_of("0123456789") != text.npos) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, count)) value = value * 10 + (c - '0');
  text.remove_prefix(count);
  return value;
}

bool skip(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == any_of.npos) return false;
  text.remove_prefix(1);
  return true;
}

// Of "YYYY-MM-DD": the day's beginning in UTC.
std::optional<std::int64_t> day_start(std::string_view& text) {
  const auto year = digits(text, 4);
  if (!year || !skip(text, "-")) return std::nullopt;
  const auto month = digits(text, 2);
  if (!month || !skip(text, "-")) return std::nullopt;
  const auto day = digits(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)), std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count() * kDayMs;
}

// Of a fraction of a second, its first three digits; the others are passed over.
std::int64_t thousandths(std::string_view& text) {
  const std::string_view fraction = text.substr(0, text.find_first_not_of("0123456789"));
  text.remove_prefix(fraction.size());
  std::int64_t value = 0;
  for (std::size_t i = 0; i < 3; ++i) value = value * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
  return value;
}

// Of "HH:MM[:SS[.fraction]]": since the day's beginning.
std::optional<std::int64_t> time_of_day(std::string_view& text) {
  const auto hour = digits(text, 2);
  if (!hour || *hour > 23 || !skip(text, ":")) return std::nullopt;
  const auto minute = digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  std::optional<int> second = 0;
  if (skip(text, ":")) second = digits(text, 2);
  if (!second || *second > 60) return std::nullopt;
  return *hour * kHourMs + *minute * kMinuteMs + *second * 1000 + (skip(text, ".") ? thousandths(text) : 0);
}

// Of "Z", "+07:00" or nothing (Jakarta's): east of UTC.
std::optional<std::int64_t> zone(std::string_view& text) {
  if (text.empty()) return kJakartaMs;
  if (skip(text, "Zz")) return 0;
  const bool west = text.front() == '-';
  if (!skip(text, "+-")) return std::nullopt;
  const auto hours = digits(text, 2);
  if (!hours || *hours > 14) return std::nullopt;
  skip(text, ":");
  const auto minutes = text.empty() ? std::optional(0) : digits(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  return (west ? -1 : 1) * (*hours * kHourMs + *minutes * kMinuteMs);
}

}  // namespace

std::optional<std::int64_t> written_moment(std::string_view text, OfDay of_day) {
  const auto day = day_start(text);
  if (!day) return std::nullopt;
  if (text.empty()) return *day - kJakartaMs + (of_day == OfDay::kEnd ? kDayMs - 1 : 0);
  if (!skip(text, "Tt ")) return std::nullopt;
  const auto time = time_of_day(text);
  if (!time) return std::nullopt;
  const auto east = zone(text);
  if (!east || !text.empty()) return std::nullopt;
  return *day + *time - *east;
}

std::string rfc3339(std::int64_t time_ms) {
  using namespace std::chrono;
  const sys_time<milliseconds> time{milliseconds(time_ms)};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return text;
}

}  // namespace tirai::collector
