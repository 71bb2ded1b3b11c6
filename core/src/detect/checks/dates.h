// Dates inside numbers.
#pragma once

namespace tirai::checks {

/// A day of the Gregorian calendar; any year.
[[nodiscard]] constexpr bool is_date(int year, int month, int day) {
  constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > kDays[month - 1]) return false;
  return month != 2 || day < 29 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

/// The same where the century is not written: in one of 19xx and 20xx. The year 00 stands for 2000, a leap year.
[[nodiscard]] constexpr bool is_short_date(int year, int month, int day) { return is_date(year == 0 ? 2000 : 1900 + year, month, day) || is_date(2000 + year, month, day); }

}  // namespace tirai::checks
