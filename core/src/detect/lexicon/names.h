// Reading a person's name from a place where one was announced, or where its own words say so.
#pragma once

#include <optional>
#include <string_view>

#include "tirai/text.h"

namespace tirai::recognition {

/// What led to the place, from the most to the least sure that a name follows.
enum class NameLead : std::uint8_t {
  kStated,     ///< "nama saya", "atas nama", "customer name": also lower case, also words in no list
  kForm,       ///< "nama:", "penerima:": the same up to the end of its field
  kSpeaker,    ///< "Pelanggan:", "Agent:": who speaks, or what is said; a known name alone
  kTitle,      ///< "Pak", "Mrs": a capitalised word in no stop list, or a known name
  kGreeting,   ///< "Halo", "Dear": the same when a comma or the line's end follows
  kSignature,  ///< "Salam,", "Regards,": on its own line
  kMention,    ///< "dengan", "this is", "saya": a known name
  kNothing,    ///< nowhere announced: two words, the names well known
};

struct NameFound {
  ByteSpan span;
  int known = 0;  ///< how many of its words are names in some list
  int sure = 0;   ///< how many are names and hardly anything else
  int words = 0;
};

/// The name that begins at `at`, without the titles before it.
[[nodiscard]] std::optional<NameFound> read_name(std::string_view text, std::size_t at, NameLead lead);

/// Whether the word at `at` goes on with capitalised words before it ("Hari Raya", "CV Budi"): then no name begins there unannounced.
[[nodiscard]] bool follows_capitals(std::string_view text, std::size_t at);

}  // namespace tirai::recognition
