#include "detect/grouping.h"

#include <algorithm>

#include "text/ascii.h"

namespace tirai::recognition {

bool unbroken(const Number& number) {
  return std::all_of(number.run.separator.begin(), number.run.separator.begin() + static_cast<std::ptrdiff_t>(number.size), [](char separator) { return separator == 0; });
}

bool each_apart(const Code& code) {
  const std::uint64_t all = (std::uint64_t{1} << code.size) - 2;
  return (code.run.separated & all) == all;
}

bool grouped(const Number& number, std::string_view lengths, std::string_view separators) {
  if (number.shape().view() != lengths) return false;
  char usual = 0;
  for (std::size_t i = 1; i < number.size; ++i) {
    const char separator = number.separator(i);
    if (separator == 0) continue;
    if (usual == 0) usual = separator;
    if (separator != usual || separators.find(separator) == std::string_view::npos) return false;
  }
  return true;
}

namespace {
using text::is_digit;

// Whether more groups of digits stand right before or behind, separated as these are: then they are likely part of a longer number.
bool is_part_of_more(const Number& number, char separator) {
  const ByteSpan span = number.span();
  const bool before = span.begin > 1 && number.text[span.begin - 1] == separator && is_digit(number.text[span.begin - 2]);
  return before || (number.run.count > number.size && number.separator(number.size) == separator);
}

// Two kinds of separators in one number, line breaks aside.
bool is_mixed(const Number& number) {
  char usual = 0;
  for (std::size_t i = 1; i < number.size; ++i) {
    const char separator = number.separator(i);
    if (separator == 0 || separator == '\n') continue;
    if (usual != 0 && separator != usual) return true;
    usual = separator;
  }
  return false;
}

char first_separator(const Number& number) {
  const auto found = std::find_if(number.run.separator.begin(), number.run.separator.begin() + static_cast<std::ptrdiff_t>(number.size), [](char c) { return c != 0; });
  return *found;
}
}  // namespace

Match as_written(const Number& number, std::string_view usual, std::string_view separators, double bare) {
  if (unbroken(number)) return {number.span(), 0, bare};
  if (!grouped(number, usual, separators)) return {number.span(), is_mixed(number) ? -0.5 : -0.2, -0.5};
  return {number.span(), 0, is_part_of_more(number, first_separator(number)) ? -0.45 : 0.0};
}

}  // namespace tirai::recognition
