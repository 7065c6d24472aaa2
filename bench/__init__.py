"""Measuring, labelling and training: what proves declutter's accuracy and refits its model."""
