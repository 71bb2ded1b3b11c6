// keep_domain: "budi.santoso@example.com" → "b•••.•••••••@example.com". One letter before the "@" would be all of it, so it is covered.
#include "mask/operators.h"

namespace tirai::masking {

std::string keep_domain(const Value& value) {
  const std::size_t sign = value.text.rfind('@');
  if (sign == std::string_view::npos) return redact(value);
  const Value local(value.text.substr(0, sign));
  if (local.counting == 0) return redact(value);
  const std::size_t shown = local.counting > 1 ? 1 : 0;
  return cover(local, [&](std::size_t rank) { return rank < shown; }).append(value.text.substr(sign));
}

}  // namespace tirai::masking
