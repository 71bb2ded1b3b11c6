// Normalise, read once, settle, and back to the bytes of the text as it came.
#include "tirai/detect.h"

#include "detect/normalise.h"
#include "detect/scanner.h"
#include "detect/settle.h"

namespace tirai {

std::vector<Detection> detect(std::string_view text, const KnownValues& known, const Thresholds& thresholds) {
  const recognition::Normalised normalised(text);
  std::vector<Detection> found = recognition::Scanner(normalised.text(), known, thresholds).run();
  if (found.empty()) return {};
  found = recognition::settle(normalised.text(), std::move(found));
  for (Detection& one : found) one.span = normalised.original(one.span);
  return found;
}

}  // namespace tirai
