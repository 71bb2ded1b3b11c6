// MAC addresses (IEEE 802 EUI-48): six pairs of hexadecimal digits between colons or hyphens, or three groups of four between dots.
#include <algorithm>
#include <utility>

#include "detect/lexicon/words.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// `size` hexadecimal digits in groups of `group` with `sign` between, standing free; not all zeros or all one digit (broadcast, placeholders).
std::optional<Match> groups_at(std::string_view text, std::size_t begin, std::size_t group, char sign) {
  std::size_t at = begin;
  bool same = true;
  for (std::size_t digits = 0; digits < 12; ++digits) {
    if (digits > 0 && digits % group == 0 && (at >= text.size() || text[at++] != sign)) return std::nullopt;
    if (at >= text.size() || !is_hex(text[at])) return std::nullopt;
    same = same && (text[at] | 32) == (text[begin] | 32);
    ++at;
  }
  const bool goes_on = at < text.size() && (is_hex(text[at]) || is_letter_at(text, at) || (text[at] == sign && at + 1 < text.size() && is_hex(text[at + 1])));
  return same || goes_on ? std::nullopt : std::optional(Match{{begin, at}});
}

std::optional<Match> at_colon(const Place& place) {
  if (place.at < 2 || place.at + 3 >= place.text.size() || place.text[place.at + 3] != ':') return std::nullopt;
  const std::size_t begin = place.at - 2;
  if (begin > 0 && (place.text[begin - 1] == ':' || is_digit(place.text[begin - 1]) || is_letter_at(place.text, begin - 1))) return std::nullopt;
  return groups_at(place.text, begin, 2, ':');
}

// Six pairs between hyphens, or three fours between dots (Cisco). All digits, and it may be any number in groups.
std::optional<Match> hyphens_or_dots(const Code& code) {
  const bool pairs = code.separator(2) != 0;
  const char sign = pairs ? '-' : '.';
  if (code.size != 12 || code.separator(pairs ? 2 : 4) != sign) return std::nullopt;
  auto match = groups_at(code.text, code.span().begin, pairs ? 2 : 4, sign);
  const std::string_view characters = code.characters();
  if (match && std::all_of(characters.begin(), characters.end(), is_digit)) match->weight = -0.4;
  return match;
}
constexpr Shape kShapes[] = {{"XX XX XX XX XX XX"}, {"XXXX XXXX XXXX"}};

// Twelve hexadecimal digits in one piece: only where a word says so.
std::optional<Match> unbroken(const Code& code) {
  const std::string_view characters = code.characters();
  if (!code.unbroken() || !std::all_of(characters.begin(), characters.end(), is_hex)) return std::nullopt;
  return Match{code.span()};
}
constexpr Shape kUnbroken[] = {{"XXXXXXXXXXXX"}};

// Six pairs of letters alone, no digit to ask at: "AA-BB-CC-DD-EE-FF", "aabb.ccdd.eeff", a few words behind what says so.
std::optional<Match> letters_alone(const Said& said) {
  const std::size_t limit = std::min(said.text.size(), said.phrase.end + 48);
  for (std::size_t at = said.phrase.end; at + 2 < limit; ++at) {
    if (!is_hex(said.text[at]) || is_digit(said.text[at]) || is_letter_at(said.text, at - 1) || is_digit(said.text[at - 1])) continue;
    for (const auto& [group, sign] : {std::pair<std::size_t, char>{2, '-'}, {4, '.'}}) {
      if (const auto match = groups_at(said.text, at, group, sign)) return match;
    }
  }
  return std::nullopt;
}
constexpr auto kSaid = phrases("mac", "macs", "mac address", "alamat mac", "physical address", "hardware address", "hwaddr");

constexpr auto kContext = phrases("mac", "mac address", "alamat mac", "hwaddr", "ether", "bssid", "wifi address", "physical address", "macaddr");

Recognizer mac(Candidate candidate, double alone, double with_context) {
  return {.type = EntityType::kMacAddress, .pack = Pack::kCoreId, .candidate = candidate, .confidence = {.alone = alone, .with_context = with_context}, .context = kContext};
}
}  // namespace

Recognizer mac_address() { return mac(AtSign{':', at_colon}, 0.92, 0.98); }
Recognizer mac_address_grouped() { return mac(Codes{kShapes, hyphens_or_dots}, 0.85, 0.97); }
Recognizer mac_address_said() { return mac(Phrases{kSaid, letters_alone}, 0.85, 0.97); }
Recognizer mac_address_unbroken() { return mac(Codes{kUnbroken, unbroken}, 0.1, 0.8); }

}  // namespace tirai::recognition
