# HPKE vectors: the first is printed in RFC 9180, A.1 (AES-128-GCM); the others were sealed by the Python package cryptography (OpenSSL),
# in the suite that Tirai uses: X25519, HKDF-SHA256, AES-256-GCM. It takes no aad, so theirs is empty.
#   python3 tests/vectors/ledger/make-hpke.py > tests/vectors/ledger/hpke.jsonl
import json
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

print(json.dumps({
    "why": "RFC 9180, A.1", "aead": 1, "info": "4f6465206f6e2061204772656369616e2055726e",
    "ikmE": "7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234", "skE": "52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736",
    "ikmR": "6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037", "skR": "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8",
    "pkR": "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d", "enc": "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
    "aad": "436f756e742d30", "pt": "4265617574792069732074727574682c20747275746820626561757479",
    "ct": "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"}))
suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
for i, text in enumerate(["", "halo", "Pelanggan meminta salinan datanya lewat telepon.", "x" * 700]):
    key = X25519PrivateKey.from_private_bytes(bytes([i + 1]) * 32)
    info = b"tirai-seal-v1" if i % 2 else b""
    sealed = suite.encrypt(text.encode(), key.public_key(), info=info)
    print(json.dumps({"why": "cryptography", "aead": 2, "info": info.hex(), "skR": (bytes([i + 1]) * 32).hex(), "pkR": key.public_key().public_bytes_raw().hex(),
                      "enc": sealed[:32].hex(), "aad": "", "pt": text.encode().hex(), "ct": sealed[32:].hex()}))
