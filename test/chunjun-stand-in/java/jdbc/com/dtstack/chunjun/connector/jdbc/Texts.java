package com.dtstack.chunjun.connector.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;

/** Stand-in. The text of a value, and what a text is as another type, by the rules of the real program's column classes. */
public final class Texts {
    private static final int WITHOUT_FRACTION = "yyyy-MM-dd HH:mm:ss".length();

    private Texts() {}

    /** `fraction`: digits that the reader's type keeps of a second, cut or filled with zeros. MySQL readers keep none, PostgreSQL readers six. */
    public static String of(Object value, int fraction) {
        if (value instanceof byte[]) {
            return new String((byte[]) value, StandardCharsets.UTF_8);
        }
        if (!(value instanceof Timestamp)) {
            return String.valueOf(value);
        }
        StringBuilder text = new StringBuilder(value.toString());
        int length = fraction == 0 ? WITHOUT_FRACTION : WITHOUT_FRACTION + 1 + fraction;
        while (text.length() < length) {
            text.append('0');
        }
        text.setLength(length);
        return text.toString();
    }

    /** A text is true when it is a whole number other than 0: "true" is false. */
    public static boolean isTrue(String text) {
        try {
            return Integer.parseInt(text) != 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
