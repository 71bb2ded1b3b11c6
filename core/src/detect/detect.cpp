// Normalise, read once, settle, and back to the bytes of the text as it came.
#include "tirai/detect.h"

#include "detect/normalise.h"
#include "detect/scanner.h"
#include "detect/settle.h"
#include "detect/tables.h"

namespace tirai {
namespace {
// The cells of tables once more, each with the label of its column before it.
void detect_in_tables(std::string_view text, const Thresholds& thresholds, std::vector<Detection>& found) {
  const std::vector<recognition::Cell> cells = recognition::table_cells(text);
  if (cells.empty()) return;
  const recognition::LabelledCells labelled(text, cells);
  const KnownValues none;
  for (Detection one : recognition::Scanner(labelled.text(), none, thresholds).run()) {
    one.span = labelled.original(one.span);
    if (one.span.size() > 0) found.push_back(one);
  }
}
}  // namespace

std::vector<Detection> detect(std::string_view text, const KnownValues& known, const Thresholds& thresholds) {
  const recognition::Normalised normalised(text);
  std::vector<Detection> found = recognition::Scanner(normalised.text(), known, thresholds).run();
  detect_in_tables(normalised.text(), thresholds, found);
  if (found.empty()) return {};
  found = recognition::settle(normalised.text(), std::move(found));
  for (Detection& one : found) one.span = normalised.original(one.span);
  return found;
}

}  // namespace tirai
