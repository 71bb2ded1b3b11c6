#include "detect/lexicon/dates.h"

#include <array>

#include "detect/lexicon/words.h"

namespace tirai::recognition {
namespace {
struct MonthNames {
  int month;
  Words names;
};
constexpr MonthNames kMonths[] = {
    {1, "januari january jan"},  {2, "februari february pebruari feb peb"}, {3, "maret march mar mrt"},           {4, "april apr"},        {5, "mei may"},
    {6, "juni june jun"},        {7, "juli july jul"},                      {8, "agustus august agu agt aug ags"}, {9, "september sept sep"}, {10, "oktober october okt oct"},
    {11, "november nopember nov nop"}, {12, "desember december des dec"}};

int month_named(std::string_view word) {
  for (const MonthNames& month : kMonths) {
    if (is_one_of(word, month.names)) return month.month;
  }
  return 0;
}

struct Figure {
  int value = 0;
  std::size_t digits = 0;
  std::size_t end = 0;
};
Figure figure_at(std::string_view text, std::size_t at) {
  Figure figure{.end = at};
  for (; figure.end < text.size() && is_digit(text[figure.end]) && figure.digits < 9; ++figure.end, ++figure.digits) figure.value = figure.value * 10 + (text[figure.end] - '0');
  return figure;
}

// A year of two digits is one of the last hundred: nobody born in 2030 writes yet.
int full_year(const Figure& figure) { return figure.digits == 4 ? figure.value : figure.digits == 2 ? (figure.value <= 30 ? 2000 : 1900) + figure.value : 0; }

bool ends_free(std::string_view text, std::size_t end) {
  if (end >= text.size()) return true;
  if (is_digit(text[end])) return false;
  if (text[end] == 'T' && end + 1 < text.size() && is_digit(text[end + 1])) return true;  // ISO 8601 goes on with the time
  if (is_letter_at(text, end)) return false;
  return !((text[end] == '/' || text[end] == '-' || text[end] == '.') && end + 1 < text.size() && is_digit(text[end + 1]));
}

std::optional<DateFound> made(std::string_view text, std::size_t begin, std::size_t end, int year, int month, int day) {
  if (!is_date(year, month, day) || !ends_free(text, end)) return std::nullopt;
  return DateFound{{begin, end}, year, month, day};
}

bool is_date_sign(char c) { return c == '/' || c == '-' || c == '.' || c == ' ' || c == '\\'; }

// Spaces, hyphens, a comma, "of", the ending of "12th".
std::size_t skip_between(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (at < text.size() && at - begin < 3 && (text[at] == ' ' || text[at] == '-' || text[at] == '/' || text[at] == ',' || text[at] == '.' || text[at] == '\'')) ++at;
  return at;
}
std::size_t skip_ordinal(std::string_view text, std::size_t at) {
  const auto word = word_at(text, at);
  if (word && is_one_of<"st nd rd th">(word->in(text))) at = word->end;
  const std::size_t next = skip_between(text, at);
  const auto of = word_at(text, next);
  return of && is_one_of<"of bulan">(of->in(text)) ? skip_between(text, of->end) : next;
}

// 12 Mei 1990, 12-Mei-90, 12th of May 1990.
std::optional<DateFound> day_first_named(std::string_view text, std::size_t at, const Figure& day) {
  if (day.digits > 2) return std::nullopt;
  const std::size_t month_at = skip_ordinal(text, day.end);
  const auto month = word_at(text, month_at);
  if (!month) return std::nullopt;
  const int number = month_named(month->in(text));
  if (number == 0) return std::nullopt;
  const Figure year = figure_at(text, skip_between(text, month->end));
  return made(text, at, year.end, full_year(year), number, day.value);
}

// 1990-05-12, 12/05/1990, 5/22/1990, 12.5.90.
std::optional<DateFound> in_figures(std::string_view text, std::size_t at, const Figure& first) {
  std::size_t next = first.end;
  if (next >= text.size() || !is_date_sign(text[next])) return std::nullopt;
  const char sign = text[next];
  const auto skip = [&](std::size_t from) { return skip_spaces(text, from + (from < text.size() ? 1 : 0), 1); };
  if (next + 1 < text.size() && sign == ' ' && is_date_sign(text[next + 1])) ++next;  // "12 / 05 / 1990"
  const Figure second = figure_at(text, skip(next));
  if (second.digits == 0 || second.digits > 2 || second.end >= text.size()) return std::nullopt;
  next = second.end;
  if (text[next] == ' ' && next + 1 < text.size() && is_date_sign(text[next + 1])) ++next;
  if (!is_date_sign(text[next])) return std::nullopt;
  const Figure third = figure_at(text, skip(next));
  if (first.digits == 4) return third.digits > 2 ? std::nullopt : made(text, at, third.end, first.value, second.value, third.value);
  if (first.digits > 2) return std::nullopt;
  const int year = full_year(third);
  if (const auto date = made(text, at, third.end, year, second.value, first.value)) return date;
  return sign == '/' || sign == '-' ? made(text, at, third.end, year, first.value, second.value) : std::nullopt;
}

// 12051990, 19900512.
std::optional<DateFound> unbroken(std::string_view text, std::size_t at, const Figure& all) {
  if (all.digits != 8) return std::nullopt;
  if (const auto date = made(text, at, all.end, all.value % 10000, all.value / 10000 % 100, all.value / 1000000)) return date;
  return made(text, at, all.end, all.value / 10000, all.value / 100 % 100, all.value % 100);
}

// May 12, 1990 · Mei 12 1990
std::optional<DateFound> month_first(std::string_view text, std::size_t at) {
  const auto word = word_at(text, at);
  const int month = word ? month_named(word->in(text)) : 0;
  if (month == 0) return std::nullopt;
  const Figure day = figure_at(text, skip_between(text, word->end));
  if (day.digits == 0 || day.digits > 2) return std::nullopt;
  const Figure year = figure_at(text, skip_ordinal(text, day.end));
  return made(text, at, year.end, full_year(year), month, day.value);
}
}  // namespace

bool is_date(int year, int month, int day) {
  if (year < 1850 || year > 2100 || month < 1 || month > 12 || day < 1) return false;
  constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day <= kDays[month - 1] && !(month == 2 && day == 29 && !leap);
}

std::optional<DateFound> read_date(std::string_view text, std::size_t at) {
  if (at >= text.size()) return std::nullopt;
  if (!is_digit(text[at])) return month_first(text, at);
  const Figure first = figure_at(text, at);
  if (const auto date = day_first_named(text, at, first)) return date;
  if (const auto date = in_figures(text, at, first)) return date;
  return unbroken(text, at, first);
}

}  // namespace tirai::recognition
