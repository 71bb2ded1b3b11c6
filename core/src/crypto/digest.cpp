#include "tirai/digest.h"

#include "crypto/hash.h"

namespace tirai {

std::string sha256_hex(std::string_view bytes) { return crypto::to_hex(crypto::sha256(bytes)); }

}  // namespace tirai
