// Reading a text as recognizers see it: whatever the bytes, every span maps back inside the text, in order, on character boundaries.
#include <cstdlib>

#include "detect/normalise.h"
#include "detect/spelling.h"
#include "detect/starts.h"
#include "tirai/text.h"

namespace {
using namespace tirai;
using namespace tirai::recognition;
void require(bool holds) {
  if (!holds) std::abort();
}
bool is_boundary(std::string_view text, std::size_t at) { return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; }
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const bool well_formed = is_utf8(text);
  Reading characters(text);
  read_characters(text, characters);
  const Starts starts = find_starts(characters.text(), phrase_table(), plan(), {});
  Reading words(characters.text());
  (void)read_spelling(characters.text(), starts, phrase_table(), words);
  require(words.text().size() <= text.size() + text.size() / 2 + 3);
  ByteSpan before;
  for (std::size_t at = 0; at < words.text().size(); ++at) {
    const ByteSpan one = characters.original(words.original({at, at + 1}));
    require(one.begin <= one.end && one.end <= text.size() && one.begin >= before.begin && one.end >= before.end);
    if (well_formed && (words.text()[at] & 0x80) == 0) require(is_boundary(text, one.begin) && is_boundary(text, one.end));
    before = one;
  }
  std::size_t place = 0;
  for (const Start& start : starts.places) {
    require(start.at >= place && start.at < characters.text().size());
    place = start.at;
  }
  return 0;
}
