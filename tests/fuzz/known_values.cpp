// Known values: what a page declares is found again in a text that holds it as it is, whatever it holds, and nothing crashes. The input is the value, a line break, and a text.
#include <cstdlib>

#include "tirai/detect.h"

namespace {
void require(bool holds) {
  if (!holds) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(all.find('\n'), all.size());
  const std::string value(all.substr(0, line));
  const std::string_view text = all.substr(std::min(all.size(), line + 1));
  const tirai::KnownValues known({{"person.name", tirai::EntityType::kPerson, value}, {"contact.phone", tirai::EntityType::kPhoneNumber, value}});
  std::size_t end = 0;
  for (const auto& found : tirai::detect(text, known)) {
    require(found.span.begin >= end && found.span.end > found.span.begin && found.span.end <= text.size());
    require(!found.known || *found.known < known.values().size());
    end = found.span.end;
  }
  // Letters alone, of three to sixty: the whole value is covered where it stands between full stops.
  const bool letters = value.size() >= 3 && value.size() <= 60 && value.find_first_not_of("bcdfghjklmpqrstvwxyzBCDFGHJKLMPQRSTVWXYZ") == std::string::npos;
  if (!letters) return 0;
  const std::string sentence = "\n. " + value + " .\n";
  std::size_t covered = 0;
  for (const auto& found : tirai::detect(sentence, known)) covered += found.span.size();
  require(covered >= value.size());
  return 0;
}
