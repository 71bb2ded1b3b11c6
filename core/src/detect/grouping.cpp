#include "detect/grouping.h"

#include <algorithm>

namespace tirai::recognition {

bool unbroken(const Number& number) {
  return std::all_of(number.run.separator.begin(), number.run.separator.begin() + static_cast<std::ptrdiff_t>(number.size), [](char separator) { return separator == 0; });
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

Match as_written(const Number& number, std::string_view usual, std::string_view separators, double bare) {
  if (grouped(number, usual, separators)) return {number.span()};
  return unbroken(number) ? Match{number.span(), 0, bare} : Match{number.span(), -0.2, -0.5};
}

}  // namespace tirai::recognition
