package com.dtstack.chunjun.throwable;

/** Stand-in. A column type that the connector cannot carry. */
public class UnsupportedTypeException extends RuntimeException {
    public UnsupportedTypeException(String type) {
        super("Unsupported type: [" + type + "]");
    }
}
