package com.dtstack.chunjun.throwable;

/** Stand-in. Same name as the real class, because its name is part of the messages that a gateway sees. */
public class ChunJunRuntimeException extends RuntimeException {
    public ChunJunRuntimeException(String message) {
        super(message);
    }

    public ChunJunRuntimeException(String message, Throwable cause) {
        super(message, cause);
    }
}
