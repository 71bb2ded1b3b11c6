// Pieces of JSON that several answers share.
#pragma once

#include <string>

#include "tirai/policy.h"

namespace tirai {

/// {"id":"…","en":"…"}
void append_text(std::string& out, const Text& text);

/// "id":"support","version":1,"digest":"sha256:…" as members of an object that is open.
void append_policy_identity(std::string& out, const Policy& policy);

}  // namespace tirai
