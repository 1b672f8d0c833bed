package dev.slipway.vault;

import com.exceptionfactory.jagged.DecryptingChannelFactory;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import dev.slipway.model.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/** Text encrypted as the age tool does it, in letters, so that git and mail leave it as it is. */
final class AgeText {
    private static final String ARMOR = "-----BEGIN AGE";
    private static final String HEADER = "age-encryption.org/";

    private AgeText() {}

    static byte[] close(String text, List<Recipient> recipients) {
        var bytes = new ByteArrayOutputStream();
        var writers = recipients.stream().map(Recipient::writer).toList();
        try (var channel =
                new ArmoredEncryptingChannelFactory().newEncryptingChannel(Channels.newChannel(bytes), writers)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("nothing but memory is written", e);
        }
        return bytes.toByteArray();
    }

    private static boolean begins(byte[] form, String with) {
        return new String(form, 0, Math.min(form.length, with.length()), StandardCharsets.ISO_8859_1).equals(with);
    }

    static String open(byte[] form, IdentityFile identities, Path file) {
        boolean armored = begins(form, ARMOR);
        if (!armored && !begins(form, HEADER)) {
            throw new InvalidInputException(
                    "the vault " + file + " is no file of age",
                    "it does not begin as one; perhaps it is not encrypted, or git has left two versions in it",
                    "take it from your repository or a backup; of two versions keep one, and set again what it lacks");
        }
        var readers = identities.read().stream().map(Identity::reader).toList();
        DecryptingChannelFactory channels =
                armored ? new ArmoredDecryptingChannelFactory() : new StandardDecryptingChannelFactory();
        try (var channel = channels.newDecryptingChannel(Channels.newChannel(new ByteArrayInputStream(form)), readers);
                var in = Channels.newInputStream(channel)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (UnsupportedRecipientStanzaException e) {
            throw new InvalidInputException(
                    "the vault " + file + " does not open",
                    "it is not encrypted for " + String.join(" or ", identities.recipients()) + ", which is what "
                            + identities.path() + " holds",
                    "ask a person who can open it to run 'slipway vault recipients add' with your key,"
                            + " or use another identity");
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // A shortened file runs the library out of its buffer, unchecked.
            throw new InvalidInputException(
                    "the vault " + file + " is damaged or was tampered with",
                    "it is not as it was when it was encrypted: " + e.getClass().getSimpleName(),
                    "take it from your repository or a backup; nothing of it was used");
        }
    }
}
