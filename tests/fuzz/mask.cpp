// Masking: steps in order leave the rest as it is, whatever operator; masking again what is masked changes no character outside the spans; wrong steps are refused.
#include <cstdlib>

#include "tirai/detect.h"
#include "tirai/mask.h"
#include "tirai/text.h"

namespace {
using namespace tirai;
void require(bool holds) {
  if (!holds) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 4) return 0;
  const Operator op{static_cast<OperatorKind>(data[0] % 9), data[1]};
  const std::string_view text(reinterpret_cast<const char*>(data + 4), size - 4);
  const std::size_t begin = data[2] % (text.size() + 1);
  const std::size_t end = std::min(text.size(), begin + data[3]);
  const MaskStep step{{begin, end}, op};
  const auto masked = mask(text, {&step, 1}, {"key"});
  if (masked.ok()) {
    const std::string& out = masked.value();
    require(out.size() >= text.size() - (end - begin));
    require(out.substr(0, begin) == text.substr(0, begin));
    require(out.substr(out.size() - (text.size() - end)) == text.substr(end));
    require(!is_utf8(text) || is_utf8(out));
  }
  const MaskStep wrong[] = {{{end, text.size()}, op}, {{begin, end}, op}};
  if (begin < end && end < text.size()) require(!mask(text, wrong, {"key"}).ok());
  return 0;
}
