#include "crypto/base64.h"

#include <botan_all.h>

#include <exception>

namespace tirai::crypto {

std::string base64_encode(std::string_view bytes) {
  return Botan::base64_encode(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::optional<std::string> base64_decode(std::string_view text) {
  try {
    const auto decoded = Botan::base64_decode(text, false);
    std::string bytes(reinterpret_cast<const char*>(decoded.data()), decoded.size());
    if (base64_encode(bytes) != text) return std::nullopt;
    return bytes;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace tirai::crypto
