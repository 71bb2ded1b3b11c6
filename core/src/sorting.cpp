#include "sorting.h"

#include <algorithm>
#include <numeric>

namespace tirai {

// Merges runs of one, two, four …
std::vector<std::uint32_t> order_of(std::size_t count, bool (*less)(const void*, std::uint32_t, std::uint32_t), const void* context) {
  std::vector<std::uint32_t> order(count);
  std::vector<std::uint32_t> merged(count);
  std::iota(order.begin(), order.end(), 0u);
  for (std::size_t run = 1; run < count; run *= 2) {
    for (std::size_t begin = 0; begin < count; begin += 2 * run) {
      const std::size_t middle = std::min(begin + run, count);
      const std::size_t end = std::min(begin + 2 * run, count);
      for (std::size_t left = begin, right = middle, to = begin; to < end; ++to) {
        const bool take_right = left == middle || (right < end && less(context, order[right], order[left]));
        merged[to] = order[take_right ? right++ : left++];
      }
    }
    order.swap(merged);
  }
  return order;
}

}  // namespace tirai
