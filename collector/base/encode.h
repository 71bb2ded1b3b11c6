// Small encodings and random bytes: what a token and a key look like in text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tirai::collector {

/// RFC 4648 §4, padded.
[[nodiscard]] std::string base64(std::string_view bytes);
/// RFC 4648 §5, without padding.
[[nodiscard]] std::string base64url(std::string_view bytes);
/// RFC 4648 §4, strict: padded, no white space, no stray bits. Nothing if it is not.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

/// RFC 4648 §5 without padding, strict. Nothing if it is not.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

/// RFC 3986 §2.1: "%41" is "A"; any bytes may come out. Nothing if a % has no two hex digits behind it.
[[nodiscard]] std::optional<std::string> from_percent(std::string_view text);

/// From the kernel (getrandom); ends the process if it has none to give.
[[nodiscard]] std::string random_bytes(std::size_t count);
/// RFC 9562 version 4.
[[nodiscard]] std::string random_uuid();

/// Takes as long whatever the first difference is.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace tirai::collector
