// Reading a postal address part by part: street, number, block, neighbourhood, district, city, code.
#pragma once

#include <optional>
#include <string_view>

#include "tirai/text.h"

namespace tirai::recognition {

struct AddressFound {
  ByteSpan span;
  int streets = 0;  ///< streets, housing estates, villages: "Jl. Melati", "Baker Street"
  int numbers = 0;  ///< of a house, block, floor, or RT and RW
  int areas = 0;    ///< districts, cities, states, and postal codes
  [[nodiscard]] int parts() const { return streets + numbers + areas; }
};

/// The address that begins at `at`. With `stated`, a word said so, and it may begin with a name of no known kind; else with a street or the like.
[[nodiscard]] std::optional<AddressFound> read_address(std::string_view text, std::size_t at, bool stated);

/// The address that begins at `at` with a house number, capitalised words and a street's suffix: "221B Baker Street, London NW1 6XE".
/// `begin` is where it begins if words before the number belong to it: "Blk 123 …". Where one was `stated`, also in lower case.
[[nodiscard]] std::optional<AddressFound> read_numbered_street(std::string_view text, std::size_t at, std::size_t begin, bool stated);

/// "PO Box 4421, Austin, TX 78701": the box at `begin`, its number at `number`.
[[nodiscard]] std::optional<AddressFound> read_box(std::string_view text, std::size_t begin, std::size_t number);

/// Where the flat begins that stands before the house number at `at` ("Flat 7, 133 Kings Road"); `at` if none does.
[[nodiscard]] std::size_t behind_flat(std::string_view text, std::size_t at);

}  // namespace tirai::recognition
