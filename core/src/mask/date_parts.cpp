// year_only, month_only: a date loses all but one of its parts, as Google's Sensitive Data Protection does with a TimePartConfig.
#include <vector>

#include "detect/lexicon/dates.h"
#include "mask/operators.h"
#include "text/ascii.h"

namespace tirai::masking {
namespace {
using text::is_alnum;
using text::is_digit;

struct DateParts {
  ByteSpan year;
  ByteSpan month;
};

int number_in(std::string_view text, ByteSpan span) {
  int number = 0;
  for (std::size_t at = span.begin; at < span.end; ++at) number = number * 10 + (text[at] - '0');
  return number;
}

// The date's figures and the month's name: in a date that was read, a longer word is nothing else but "bulan".
struct Tokens {
  std::vector<ByteSpan> figures;
  ByteSpan name;
};
Tokens tokens_of(std::string_view text, ByteSpan date) {
  constexpr std::size_t kShortestMonth = 3;
  Tokens tokens;
  for (std::size_t at = date.begin; at < date.end;) {
    if (!is_alnum(text[at])) {
      ++at;
      continue;
    }
    ByteSpan token{at, at};
    while (token.end < date.end && is_alnum(text[token.end]) && is_digit(text[token.end]) == is_digit(text[at])) ++token.end;
    if (is_digit(text[at])) tokens.figures.push_back(token);
    else if (token.size() >= kShortestMonth && !text::same_word(text.substr(token.begin, token.size()), "bulan")) tokens.name = token;
    at = token.end;
  }
  return tokens;
}

// 12051990 or 19900512.
DateParts unbroken(std::string_view text, const recognition::DateFound& date) {
  const std::size_t at = date.span.begin;
  const bool year_last = number_in(text, {at + 4, at + 8}) == date.year && number_in(text, {at + 2, at + 4}) == date.month && number_in(text, {at, at + 2}) == date.day;
  return year_last ? DateParts{{at + 4, at + 8}, {at + 2, at + 4}} : DateParts{{at, at + 4}, {at + 4, at + 6}};
}

DateParts parts_of(std::string_view text, const recognition::DateFound& date) {
  constexpr std::size_t kFullYear = 4;
  const auto [figures, name] = tokens_of(text, date.span);
  if (figures.empty()) return {};
  if (figures.size() == 1) return unbroken(text, date);
  if (name.size() > 0) return {figures.back(), name};
  if (figures.front().size() == kFullYear) return {figures.front(), figures[1]};
  return {figures.back(), number_in(text, figures[1]) == date.month ? figures[1] : figures[0]};
}

// The first date in the value: a day of the week or a place may stand before it.
DateParts find_parts(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > 0 && is_alnum(text[at - 1])) continue;
    if (const auto date = recognition::read_date(text, at)) return parts_of(text, *date);
  }
  return {};
}
}  // namespace

std::string year_only(const Value& value) {
  const ByteSpan year = find_parts(value.text).year;
  return cover_but(value, {&year, 1});
}

std::string month_only(const Value& value) {
  const ByteSpan month = find_parts(value.text).month;
  return cover_but(value, {&month, 1});
}

}  // namespace tirai::masking
