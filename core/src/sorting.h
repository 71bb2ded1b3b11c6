// Sorting with one body of code for every type: each instance of std::sort is 4 KB of the paint path, and what is sorted there is short.
#pragma once

#include <cstdint>
#include <iterator>
#include <vector>

namespace tirai {

/// The indices 0 to count in the order that `less` gives, equal ones as they came. `less(context, a, b)` compares things by their index.
[[nodiscard]] std::vector<std::uint32_t> order_of(std::size_t count, bool (*less)(const void* context, std::uint32_t a, std::uint32_t b), const void* context);

/// Sorts [first, last); equal ones stay as they came.
template <typename Iterator, typename Less>
void sort_by(Iterator first, Iterator last, Less less) {
  using Thing = typename std::iterator_traits<Iterator>::value_type;
  const auto count = static_cast<std::size_t>(last - first);
  if (count < 2) return;
  struct Context {
    const Thing* things;
    const Less* less;
  } const context{&*first, &less};
  const auto compare = [](const void* opaque, std::uint32_t a, std::uint32_t b) {
    const auto& with = *static_cast<const Context*>(opaque);
    return static_cast<bool>((*with.less)(with.things[a], with.things[b]));
  };
  std::vector<Thing> sorted;
  sorted.reserve(count);
  for (const std::uint32_t index : order_of(count, compare, &context)) sorted.push_back(std::move(first[static_cast<std::ptrdiff_t>(index)]));
  std::move(sorted.begin(), sorted.end(), first);
}

}  // namespace tirai
