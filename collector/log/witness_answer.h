// What a witness answers (C2SP tlog-witness, POST add-checkpoint): its cosignature, or with 409 the size that it knows. Read before anything in it is believed: a fuzz target.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tirai::collector {

/// The line with which this witness signed this checkpoint, with its line feed; empty: none is. Others' lines are nobody's we know.
[[nodiscard]] std::string cosignature_in(const std::string& body, const std::string& checkpoint, const std::string& vkey);
/// A decimal number of at most 18 digits, alone on its line.
[[nodiscard]] std::optional<std::uint64_t> read_log_size(const std::string& body);

}  // namespace tirai::collector
