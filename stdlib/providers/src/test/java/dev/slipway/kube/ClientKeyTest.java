package dev.slipway.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientKeyTest {
    @Test
    void readsTheAlgorithmOfKeysWhoseHeaderDoesNotNameIt() throws GeneralSecurityException {
        assertEquals(Optional.of("RSA"), ClientKey.algorithm(pem("RSA")));
        assertEquals(Optional.of("EC"), ClientKey.algorithm(pem("EC")));
    }

    @Test
    void leavesOtherKeysToTheClient() throws GeneralSecurityException {
        assertEquals(Optional.empty(), ClientKey.algorithm(pem("Ed25519")));
        assertEquals(Optional.empty(), ClientKey.algorithm("-----BEGIN EC PRIVATE KEY-----\n"));
        assertEquals(
                Optional.empty(), ClientKey.algorithm("-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----\n"));
    }

    private static String pem(String algorithm) throws GeneralSecurityException {
        byte[] key = KeyPairGenerator.getInstance(algorithm)
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }
}
