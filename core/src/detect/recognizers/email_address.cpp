// E-mail addresses (RFC 5321 addr-spec, as people write it): at most 64 bytes before the "@", a domain of at least two labels
// after it, 254 bytes in all. Letters beyond ASCII are allowed on both sides (RFC 6531). No quoted local parts, no address literals.
#include <algorithm>

#include "detect/lexicon/words.h"
#include "detect/recognizers.h"
#include "text/apart.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kLongestLocal = 64;
constexpr std::size_t kLongestLabel = 63;
constexpr std::size_t kLongest = 254;

bool is_alnum(char32_t code) { return code < 0x80 ? text::is_word_character(code) : text::is_word_character(code) && digit_value(code) < 0; }
bool is_local(char32_t code) {
  return is_alnum(code) || (code < 0x80 && std::string_view("!#$%&'*+/=?^_`{|}~-.").find(static_cast<char>(code)) != std::string_view::npos);
}
// What stands before an address more often than in it: quotation marks, brackets of markup, a dot, the end of "mail=" in a link.
bool may_begin(char32_t code) { return is_alnum(code) || code == '_' || code == '+' || code == '-' || code == '#' || code == '$' || code == '!' || code == '~'; }

// Where the local part that ends at `sign` begins; `sign` itself if there is none. Beyond 64 bytes it begins after a character that links use to separate.
std::size_t local_begin(std::string_view text, std::size_t sign) {
  std::size_t begin = sign;
  std::size_t after_delimiter = sign;
  bool dot = true;  // a dot may not stand last, nor beside another
  for (std::size_t at = sign; at > 0;) {
    const text::Character before = text::character_before(text, at);
    if (!text::is_ignorable(before.code)) {
      if (!is_local(before.code) || (before.code == '.' && dot)) break;
      dot = before.code == '.';
      if (sign - (at - before.size) > kLongestLocal) return after_delimiter;
      if (before.code == '/' || before.code == '=' || before.code == '?' || before.code == '&') after_delimiter = begin;
      if (may_begin(before.code)) begin = at - before.size;
    } else if (sign - at > kLongest) {
      break;
    }
    at -= before.size;
  }
  return begin;
}

// A domain's last label: letters alone, or Punycode.
bool is_top_level(std::string_view label) {
  if (label.size() < 2) return false;
  if (label.starts_with("xn--") || label.starts_with("XN--")) return true;
  for (std::size_t at = 0; at < label.size();) {
    const text::Character next = text::character_at(label, at);
    if (next.code >= '0' && next.code <= '9') return false;
    if (next.code == '-') return false;
    at += next.size;
  }
  return true;
}

// The end of the domain that begins at `begin`, or `begin` if there is none.
std::size_t domain_end(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  std::size_t labels = 0;
  for (std::size_t at = begin; at < text.size() && at - begin < kLongest;) {
    const std::size_t label_begin = at;
    std::size_t label_end = at;  // without hyphens at its end
    while (at < text.size() && at - label_begin <= kLongestLabel) {
      const text::Character next = text::character_at(text, at);
      if (!is_alnum(next.code) && next.code != '-' && !text::is_ignorable(next.code)) break;
      at += next.size;
      if (is_alnum(next.code)) label_end = at;
    }
    if (label_end == label_begin || label_end - label_begin > kLongestLabel || text[label_begin] == '-') break;
    ++labels;
    if (labels > 1 && is_top_level(text.substr(label_begin, label_end - label_begin))) end = label_end;
    if (label_end != at || at >= text.size() || text[at] != '.') break;
    ++at;
  }
  return end;
}

// "photo@2x.png": how image files for sharper screens are named.
bool is_image_name(std::string_view domain) {
  if (domain.size() < 5 || domain[0] < '1' || domain[0] > '9' || domain[1] != 'x' || domain[2] != '.') return false;
  const std::string_view extension = domain.substr(3);
  return extension == "png" || extension == "jpg" || extension == "jpeg" || extension == "gif" || extension == "webp" || extension == "svg";
}

// "ftp://budi:secret@host": what stands before the sign are credentials (RFC 3986, 3.2.1), which url_secret knows.
bool is_user_info(std::string_view text, std::size_t begin) {
  const std::size_t least = begin - std::min<std::size_t>(begin, kLongest);
  while (begin > least && text[begin - 1] != '/' && static_cast<unsigned char>(text[begin - 1]) > ' ' && text[begin - 1] != '@') --begin;
  return begin >= 3 && text.substr(begin - 3, 3) == "://";
}

// In "https://host/t?to=budi@example.com" and "email=budi@example.com" the address begins behind the key: in a link behind its last sign, elsewhere behind
// a name and "=".
std::size_t behind_keys(std::string_view text, std::size_t begin, std::size_t sign) {
  const std::string_view local = text.substr(begin, sign - begin);
  const std::size_t last = local.find_last_of("/?&=");
  if (last == std::string_view::npos || last + 1 == local.size()) return begin;
  const bool link = local.find_first_of("?/&") != std::string_view::npos;
  const bool key = local[last] == '=' && local.substr(0, last).find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") == std::string_view::npos;
  return link || key ? begin + last + 1 : begin;
}

// "siti.r @ gmail.com": blanks stand around the sign, and a provider of mail behind it; else it is a price ("2 pcs @ toko.com") or an account ("follow @toko.id").
TIRAI_ONCE std::optional<Match> with_blanks(const Place& place) {
  const std::string_view text = place.text;
  const std::size_t before = place.at - (place.at > 0 && text[place.at - 1] == ' ' ? 1 : 0), behind = place.at + (place.at + 1 < text.size() && text[place.at + 1] == ' ' ? 2 : 1);
  if (behind - before == 1 || behind >= text.size()) return std::nullopt;
  const std::size_t begin = local_begin(text, before), end = domain_end(text, behind);
  if (begin == before || end == behind) return std::nullopt;
  const std::string_view domain = text.substr(behind, end - behind);
  return is_one_of<"gmail yahoo ymail outlook hotmail icloud live">(domain.substr(0, domain.find('.'))) ? std::optional(Match{{begin, end}, -0.2}) : std::nullopt;
}

std::optional<Match> email_at(const Place& place) {
  const std::size_t begin = behind_keys(place.text, local_begin(place.text, place.at), place.at);
  const std::size_t end = domain_end(place.text, place.at + 1);
  if (begin == place.at || end == place.at + 1) return with_blanks(place);
  if (end - begin > kLongest) return std::nullopt;
  if (is_user_info(place.text, begin)) return std::nullopt;
  if (is_image_name(place.text.substr(place.at + 1, end - place.at - 1))) return std::nullopt;
  return Match{{begin, end}};
}
}  // namespace

Recognizer email_address() {
  return {
      .type = EntityType::kEmailAddress,
      .candidate = AtSign{'@', email_at},
      .confidence = {.alone = 0.95, .with_context = 0.95},
  };
}

}  // namespace tirai::recognition
