#include "tirai/digest.h"

#include "crypto/ledger_hash.h"

namespace tirai {

std::string sha256_hex(std::string_view bytes) { return crypto::to_hex(crypto::ledger::sha256(bytes)); }

}  // namespace tirai
