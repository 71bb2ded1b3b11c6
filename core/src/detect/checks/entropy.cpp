#include "detect/checks/entropy.h"

#include <array>
#include <cstdint>

namespace tirai::recognition {
namespace {
// 1000 · log2(n): by repeated squaring, twenty binary places.
int milli_log2(std::uint32_t n) {
  int whole = 0;
  while ((n >> (whole + 1)) != 0) ++whole;
  std::uint64_t mantissa = (std::uint64_t{n} << 30) >> whole;
  std::uint32_t fraction = 0;
  for (int bit = 0; bit < 20; ++bit) {
    mantissa = (mantissa * mantissa) >> 30;
    fraction <<= 1;
    if (mantissa >= (std::uint64_t{2} << 30)) {
      mantissa >>= 1;
      fraction |= 1;
    }
  }
  return whole * 1000 + static_cast<int>((std::uint64_t{fraction} * 1000) >> 20);
}
}  // namespace

// H = log2 n − Σ c·log2 c / n
int entropy(std::string_view token) {
  token = token.substr(0, 256);
  if (token.empty()) return 0;
  std::array<std::uint16_t, 256> counts{};
  for (const char c : token) ++counts[static_cast<std::uint8_t>(c)];
  std::int64_t sum = 0;
  for (const std::uint16_t count : counts) sum += count > 1 ? std::int64_t{count} * milli_log2(count) : 0;
  return milli_log2(static_cast<std::uint32_t>(token.size())) - static_cast<int>(sum / static_cast<std::int64_t>(token.size()));
}

}  // namespace tirai::recognition
