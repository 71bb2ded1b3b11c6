#include "detect/normalise.h"

#include <algorithm>
#include <cstring>

#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr char32_t kSame = 0x110000;
constexpr char32_t kNothing = 0x110001;
bool in(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }

// The first of ten digits in a row, of scripts that a phone's keyboard offers.
constexpr char32_t kZeros[] = {0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0x0ED0, 0x1040, 0x17E0, 0xFF10};

char32_t digit_of(char32_t code) {
  for (const char32_t zero : kZeros) {
    if (in(code, zero, zero + 9)) return U'0' + (code - zero);
  }
  if (in(code, 0x1D7CE, 0x1D7FF)) return U'0' + (code - 0x1D7CE) % 10;            // mathematical digits
  if (in(code, 0x2074, 0x2079)) return U'4' + (code - 0x2074);                    // superscripts; ², ³ and ¹ mean squares and notes
  if (in(code, 0x2080, 0x2089)) return U'0' + (code - 0x2080);
  if (in(code, 0x2460, 0x2468)) return U'1' + (code - 0x2460);                    // circled
  return code == 0x24EA ? U'0' : kSame;
}

char32_t sign_of(char32_t code) {
  if (in(code, 0x2010, 0x2015) || code == 0x2212 || code == 0xFE58 || code == 0xFE63) return U'-';
  if (code == 0x2018 || code == 0x2019 || code == 0x02BC) return U'\'';
  if (code == 0x201C || code == 0x201D) return U'"';
  if (code == 0x2024 || code == 0xFF61) return U'.';
  return code == 0x2028 || code == 0x2029 ? U'\n' : kSame;
}

// What a character beyond ASCII is read as: kSame, kNothing, or an ASCII character.
char32_t read_as(char32_t code) {
  if (text::is_ignorable(code) || code == 0x180E || code == 0x034F || code == 0xFE0F || code == 0x20E3) return kNothing;
  if (text::is_space(code)) return U' ';
  if (in(code, 0xFF01, 0xFF5E)) return code - 0xFEE0;  // full-width forms
  if (in(code, 0x1D400, 0x1D6A3)) {
    const char32_t letter = (code - 0x1D400) % 52;
    return letter < 26 ? U'A' + letter : U'a' + letter - 26;
  }
  const char32_t digit = digit_of(code);
  return digit != kSame ? digit : sign_of(code);
}

// Eight bytes at a time: most text is ASCII.
std::size_t next_beyond_ascii(std::string_view text, std::size_t at) {
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, 8);
    if ((bytes & 0x8080808080808080u) != 0) break;
  }
  while (at < text.size() && (text[at] & 0x80) == 0) ++at;
  return at;
}
}  // namespace

void read_characters(std::string_view text, Reading& reading) {
  for (std::size_t at = next_beyond_ascii(text, 0); at < text.size(); at = next_beyond_ascii(text, at)) {
    const text::Character next = text::character_at(text, at);
    const char32_t read = next.well_formed ? read_as(next.code) : kSame;
    const char as = static_cast<char>(read);
    if (read != kSame) reading.change(at, at + next.size, std::string_view(&as, read == kNothing ? 0 : 1));
    at += next.size;
  }
  reading.finish();
}

void Reading::change(std::size_t begin, std::size_t end, std::string_view read) {
  changed_.append(source_, copied_, begin - copied_);
  pieces_.push_back({changed_.size(), changed_.size() + read.size(), begin, end});
  changed_.append(read);
  copied_ = end;
}

void Reading::finish() {
  if (pieces_.empty()) return;
  changed_.append(source_, copied_, source_.size() - copied_);
  text_ = changed_;
}

// The last piece that begins at or before `at`.
const Reading::Piece* Reading::piece_at(std::size_t at) const {
  const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), at, [](std::size_t wanted, const Piece& piece) { return wanted < piece.begin; });
  return after == pieces_.begin() ? nullptr : &*std::prev(after);
}

ByteSpan Reading::original(ByteSpan span) const {
  if (pieces_.empty()) return span;
  ByteSpan out = span;
  if (const Piece* piece = piece_at(span.begin)) out.begin = span.begin < piece->end ? piece->source_begin : piece->source_end + (span.begin - piece->end);
  if (span.size() == 0) return {out.begin, out.begin};
  if (const Piece* piece = piece_at(span.end - 1)) out.end = span.end <= piece->end ? piece->source_end : piece->source_end + (span.end - piece->end);
  return out;
}

}  // namespace tirai::recognition
