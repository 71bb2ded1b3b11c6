// Word lists as the program carries them: of each word, how many letters it begins with like the word before it, then its other letters. The compiler
// packs them; a quarter less of the download than the words themselves.
#pragma once

#include <array>
#include <string_view>

namespace tirai::recognition {

constexpr std::size_t kMostShared = 9;  // one digit

/// Calls `write` with each character of the packed `words`, which stand in lower case between single blanks and hold no digit.
template <typename Write>
constexpr void pack_each(std::string_view words, Write write) {
  std::string_view before;
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin;
    while (end < words.size() && words[end] != ' ') ++end;
    const std::string_view word = words.substr(begin, end - begin);
    std::size_t shared = 0;
    while (shared < kMostShared && shared < word.size() && shared < before.size() && word[shared] == before[shared]) ++shared;
    write(static_cast<char>('0' + shared));
    for (const char c : word.substr(shared)) write(c);
    before = word;
    begin = end + 1;
  }
}

consteval std::size_t packed_size(std::string_view words) {
  std::size_t size = 0;
  pack_each(words, [&](char) { ++size; });
  return size;
}

template <std::size_t kSize>
consteval std::array<char, kSize> pack(std::string_view words) {
  std::array<char, kSize> packed{};
  std::size_t size = 0;
  pack_each(words, [&](char c) { packed[size++] = c; });
  return packed;
}

/// Calls `visit` with each word.
template <typename Visit>
void unpack(std::string_view packed, Visit visit) {
  char word[64];
  std::size_t size = 0;
  for (std::size_t at = 0; at < packed.size();) {
    size = static_cast<std::size_t>(packed[at++] - '0');
    while (at < packed.size() && (packed[at] < '0' || packed[at] > '9') && size < sizeof word) word[size++] = packed[at++];
    visit(std::string_view(word, size));
  }
}

}  // namespace tirai::recognition
