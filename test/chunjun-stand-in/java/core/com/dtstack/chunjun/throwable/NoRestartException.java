package com.dtstack.chunjun.throwable;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** Stand-in. The annotation makes Flink skip the restart strategy. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public class NoRestartException extends RuntimeException {
    public NoRestartException(String message) {
        super(message);
    }

    public NoRestartException(String message, Throwable cause) {
        super(message, cause);
    }
}
