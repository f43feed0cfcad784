"""The shop window: publications, the register that chains them, and the files baked from them."""
