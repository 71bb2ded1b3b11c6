// pan: PCI DSS 4.0.1, 3.4.1: at most the BIN and the last four digits of a card number may be shown.
// The BIN is six digits, or eight for numbers of 16 digits and more (PCI SSC FAQ 1091). Whatever is too short for a card is covered whole.
#include <algorithm>

#include "mask/operators.h"

namespace tirai::masking {

std::string pan(const Value& value, std::size_t bin) {
  if (value.counting < 13) return redact(value);
  const std::size_t first = std::min<std::size_t>(bin, value.counting >= 16 ? 8 : 6);
  return cover(value, [&](std::size_t rank) { return rank < first || rank >= value.counting - 4; });
}

}  // namespace tirai::masking
